"""The last state of the ledger that was read, and the mark on a screen that shows it.

Whatever a screen reads of the ledger it asks for through `asking`.
"""
