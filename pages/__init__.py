"""Screens: each picks, calls and places; what is computed or drawn lies below."""
