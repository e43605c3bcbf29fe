"""One chain as a drawing: layout, routing and SVG, the same for screen and paper.

`drawing.draw_chain` makes the drawing, `svg.to_svg`, `to_png` and `to_pdf` write it.
The steps, in the order they run: `columns` (which column), `layers` (lanes for long flows),
`ordering` (who stands above whom), `placement` (heights), `widths` (columns and channels),
`ports` and `routes` (the lines), `support` (the band at the bottom), then the tree.
"""
