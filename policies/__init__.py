"""Rules of law as data, each with article, date and source, and what they allow of a link.

Gates of plots and companies ask here. Nothing about a place, a company or a screen.
"""
