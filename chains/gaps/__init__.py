"""Gaps: which links are missing, of what kind, how much hangs on them, and their order.

Nothing about plots or companies.
"""
