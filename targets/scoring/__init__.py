"""How well a company fits: gates, parts of the score, claims and their wording.

Nothing about storage.
"""
