"""Companies kept and asked by the same queries, whatever the engine.

Scores are only stored here, never computed.
"""
