"""One row of a list of plots: columns, cells, units, coordinates; understood, and written again.

Which file a row comes from does not belong here: that is `geodata.readers`.
"""
