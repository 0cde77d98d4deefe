"""Host-side tools: data, training, export and measurement for the bundles."""
