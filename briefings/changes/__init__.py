"""What the results were and what changed between two of them."""
