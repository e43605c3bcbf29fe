"""The meeting on sheets and slides.

`sheets` puts the content on sheets of 1920 x 1080, `deck` writes them. What it says is
`briefings.meeting`.
"""
