"""Rows of lists of plots."""
