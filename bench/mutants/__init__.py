"""Small faults put into the rules one at a time: do the nearest tests see them?

The faults are cosmic-ray's; which of them are tried, and where, is decided here. Nothing about
speed belongs here.
"""
