"""What desks found out about companies: signals, relations, look-ups.

Companies themselves do not belong here.
"""
