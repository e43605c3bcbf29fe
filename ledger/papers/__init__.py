"""What the office keeps of every paper it made."""
