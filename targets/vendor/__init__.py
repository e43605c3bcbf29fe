"""Lists of companies that offices buy: headings, values, merging, assigning to links.

No database.
"""
