"""企业台账: bought lists taken over, undone, and the links they speak for reviewed."""
