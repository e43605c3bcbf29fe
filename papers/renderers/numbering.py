"""Chinese numbers, as the headings of an official document count."""

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return 1 to 99 as 一 to 九十九.

    Raises:
        ValueError: the number is none of these.
    """
    if not 1 <= number <= 99:  # noqa: PLR2004
        text = f"no heading has the number {number}"
        raise ValueError(text)
    tens, ones = divmod(number, 10)
    said = f"{DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return said + (DIGITS[ones] if ones else "")
