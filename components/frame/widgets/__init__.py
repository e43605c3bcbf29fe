"""What the library's widgets say: options with counts, and Chinese for its own words."""
