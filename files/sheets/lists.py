"""What lists of every kind share: how many rows are read at a time, and what is no row of theirs."""

import re

CHUNK = 1000


TOTALS = re.compile(r"^(合计|总计|小计|共计)[::]?$")
