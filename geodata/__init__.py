"""Places (县区、园区、地块、厂房): layers, coordinates, plots, and which plot suits which link.

Nothing in this package imports a screen library or writes a database: readers take bytes and
return model objects with row problems, and whoever stores them does so after a person agreed.
"""
