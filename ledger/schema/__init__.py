"""The tables of the ledger, by subject.

What is done with a row does not belong here.
"""
