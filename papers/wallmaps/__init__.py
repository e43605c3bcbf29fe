"""挂图: 21 sheets for the wall, A0 and A3.

`sheets` draws them, `paper` turns a drawing into PDF, `making` makes them. What a sheet says is
`briefings.wallmaps`.
"""
