"""片区 on screen: header, filters, list, areas.

What other screens show of companies is `components.targets`.
"""
