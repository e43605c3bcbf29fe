"""Pieces of the screen 出访: the route, the papers, and what came of earlier trips."""
