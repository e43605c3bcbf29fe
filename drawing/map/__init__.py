"""The map as a figure for paper: marks, credit, sheet.

The map on screen is `components.map`.
"""
