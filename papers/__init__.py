"""The papers people carry, and one renderer per format.

What they say is `briefings`.
"""
