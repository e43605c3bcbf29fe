"""Server mode: the office online, with accounts, for those who come under our own host names.

Local mode asks nothing of it.
"""
