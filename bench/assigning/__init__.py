"""How often 归链 is right: companies of public texts, read by hand, against what the rules say.

`data/` holds the companies, their sources and the links they belong to (its README says how they
were read); `gold` reads them and the shipped companies, `measuring` counts, `__main__` prints.
"""
