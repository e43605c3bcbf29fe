"""Readers of plot files: one module for each format, bytes in, plots and row problems out.

No screen, no ledger.
"""
