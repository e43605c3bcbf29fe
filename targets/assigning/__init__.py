"""归链: which links a company may belong to, and why; never a fact, always to be checked.

`clauses` takes a scope apart, `words` finds the words of links and weighs them, `reasons` says why
in a line that is read back, `rules` puts it together. No database, no clock.
"""
