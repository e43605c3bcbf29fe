"""What the 21 wall maps say.

How they are drawn is `papers.wallmaps`.
"""
