"""Map layers: their records, how they are loaded and how they are built.

Reading uploads does not belong here.
"""
