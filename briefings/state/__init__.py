"""The state of the data that all else is said about: chains, places, matches, one data version."""
