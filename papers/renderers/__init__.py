"""What every paper has in common: its building blocks, one renderer per format, names, writing."""
