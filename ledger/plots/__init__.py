"""Plots and parks in the ledger: imported, edited, undone, due.

Reading the file is `geodata.readers`.
"""
