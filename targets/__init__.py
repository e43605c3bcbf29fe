"""Companies worth approaching (目标企业): who they are, what they could fill, why, and where from.

Knows no screen and no user. Companies come from the shipped lists in `targets/data/` and from
files that an office buys; what the office writes about them lies in `ledger/`.
"""
