"""Columns and order found together, once for screen, slide and paper.

`search` looks for a layout, `stored` keeps those of the shipped chains, `choice` says which one a
chain is drawn by.
"""
