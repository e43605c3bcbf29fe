"""How many checks each order of checking needs until the first ten are right."""
