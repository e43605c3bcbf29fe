"""One chain as a drawing: layout and routing, the same for screen and paper.

`drawing.draw_chain` makes the drawing; `drawing.shapes.svg` writes it.
The steps, in the order they run: `columns` (which column), `layers` (lanes for long flows),
`ordering` (who stands above whom), `placement` (heights), `widths` (columns and channels),
`ports` and `routes` (the lines), `support` (the band at the bottom), then the tree.
"""
