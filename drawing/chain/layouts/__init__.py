"""Columns, lanes and order found together, once for screen, slide and paper.

`search` looks for a layout by what `lines` counts and `price` asks for, `stored` keeps those of the
shipped chains, `choice` says which one a chain is drawn by.
"""
