"""挂图: 21 sheets for the wall, A0 and A3: the 16 chains, all of them at a glance, four views.

What a sheet says is made in `model` and the modules named after a sheet; `sheets` draws it,
`paper` turns the drawing into PDF. `listing` says which 21 there are, `making` makes them.
"""
