"""What lists of every kind share: rows read at a time, and rows that are none of theirs."""

import re

CHUNK = 1000


TOTALS = re.compile(r"^(合计|总计|小计|共计)[::]?$")
