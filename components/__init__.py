"""Pieces of screen: each takes what the domain computed, draws it, and returns what was chosen."""
