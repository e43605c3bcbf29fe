"""What is written in a cell of a bought list, understood: sums of money, codes, places.

No list and no company: that is the folder above.
"""
