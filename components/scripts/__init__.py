"""What the scripts of many pieces of screen share: elements, links of ours, addresses of others.

The script of one piece lies beside that piece.
"""
