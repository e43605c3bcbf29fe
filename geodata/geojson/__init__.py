"""GeoJSON and what is written like it: features out of bytes, nothing of a plot.

Layers and uploads are both read with it; what a feature means to a plot does not belong here.
"""
