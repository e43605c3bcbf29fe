"""Strict reading of YAML, CSV, spreadsheet cells and zips, with problems by file, line and cell.

Belongs here: what reads any file and what says what is wrong with it. Does not: anything that
knows a chain, a plot or a company.
"""
