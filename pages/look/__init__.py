"""看: screens for anyone who reads chains and gaps before a trip or at a meeting."""
