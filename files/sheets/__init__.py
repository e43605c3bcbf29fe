"""Lists of any kind, row by row: cells, headings and what is refused.

The meaning of a column does not belong here.
"""
