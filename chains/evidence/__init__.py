"""What a link's evidence carries: its standing and the dates it falls due.

Ranks and gaps do not belong here.
"""
