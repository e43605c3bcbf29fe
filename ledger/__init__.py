"""Everything the office writes (台账): checks of links, plots, positions, imports, and who did it.

The only package that writes a database. Every function takes an open session and the acting
user, and what it changes goes into an append-only, hash-chained audit log in the same
transaction: a change without its entry cannot exist.
"""
