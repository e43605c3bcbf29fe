"""Timings, beside the usual way where there is one; and the answers of two checkouts compared."""
