"""How figures are rounded for a reader: half up, the same on screen and in every paper.

Python prints 2.5 as 2 and 3.5 as 4; a spreadsheet and a pocket reckoner say 3 and 4.
"""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, digits: int = 0) -> float:
    """Round to `digits` places; a half goes away from zero, as the number is written.

    >>> half_up(2.5), half_up(1.005, 2), half_up(-0.5)
    (3.0, 1.01, -1.0)
    """
    place = Decimal(1).scaleb(-digits)
    return float(Decimal(str(value)).quantize(place, ROUND_HALF_UP))


def figure(value: float, digits: int = 0) -> str:
    """Print a figure rounded half up, with thousands apart: "1,883" or "2.3"."""
    return f"{half_up(value, digits):,.{digits}f}"
