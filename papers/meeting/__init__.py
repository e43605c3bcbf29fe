"""联席会议: what the meeting is shown, once, for the screen and for the deck.

`content` says what, `sheets` puts it on sheets of 1920 x 1080, `deck` writes them as slides.
"""
