"""Companies as every screen shows them: rows, filters, basket, the companies of a gap.

The list of a desk is `components.desk`, the page of one company `components.company`.
"""
