"""Which plot carries which link: gates, verdicts, order.

Nothing about companies.
"""
