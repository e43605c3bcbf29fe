"""Accounts of the office online: who may sign in, passwords, sessions and the log of sign-ins.

Nothing of it is asked in local mode. No password and no token is ever stored, logged or audited.
"""
