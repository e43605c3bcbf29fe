"""The door of the commands that people type: one module each in `commands`.

Nothing is computed or drawn here.
"""
