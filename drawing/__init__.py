"""Figures as one tree of shapes, the same for screen and paper.

No streamlit, no folium, no ledger.
"""
