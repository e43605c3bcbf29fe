"""Industry chains (产业链): their model, their reviewed data, and every rule computed from them.

Nothing in this package imports a screen library, so each rule can be tested, run from the
command line and printed on paper without a browser.
"""
