"""Accounts on screen: the administrator's list, and whose screen this is."""
