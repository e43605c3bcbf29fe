"""Commands of other doors that rest on the briefings: what `ledger` and `targets` run from here.

`python -m ledger signal` and `python -m targets import` keep their names; the rooms of those doors
lie below the briefings, so what the commands do lies here. Papers go to `commands`.
"""
