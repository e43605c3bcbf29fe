"""Lists of companies taken into the ledger, and taken back.

Reading the file is `targets.vendor`.
"""
