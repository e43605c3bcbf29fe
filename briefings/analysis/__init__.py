"""The four parts of a chain (四维研判), as computed and as reworded."""
