"""Engines (引擎) that keep companies: one file or folder each, with all that is special to it.

What they answer alike is in `targets.stores`; a further one is a file here and a line in
`targets.stores.registry`.
"""
