"""Figures of the chains counted: crossings and what else makes a figure hard to read."""
