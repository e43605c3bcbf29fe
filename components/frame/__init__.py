"""What every piece of screen needs: address, context, rights, notices, theme.

No subject of its own.
"""
