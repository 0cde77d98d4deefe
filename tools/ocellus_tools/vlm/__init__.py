"""Published vision-language models as bundles: graphs built from a checkpoint's tensors, one at a time."""
