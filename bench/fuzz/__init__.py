"""Random and damaged files through every registered reader, again and again the same by a seed."""
