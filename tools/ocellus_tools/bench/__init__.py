"""Language decoders side by side: ours and what a user would pick instead, on the same random weights."""
