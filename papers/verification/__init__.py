"""Verifying a paper that comes back: what it carries, what the office keeps of it, what differs."""
