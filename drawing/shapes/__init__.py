"""The shapes a figure is made of, and how they are written: SVG, picture, page.

Knows no layout.
"""
