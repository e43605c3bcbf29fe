"""What a paper says, and one renderer per format."""
