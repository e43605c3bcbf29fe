"""Telephone numbers in plain data, as JSON holds it: covered, and put back."""

from files.personal.phones import PhoneKind, with_kept_phones, without_phones


def without_phones_in(value: object, open_to: frozenset[str] = frozenset()) -> object:
    """Return plain data (what JSON holds) with the numbers of all its texts covered.

    Under the keys of `open_to` an office may give its own number to call: only those of mobile
    telephones are covered.
    """
    if isinstance(value, str):
        return without_phones(value)
    if isinstance(value, list | tuple):
        return [without_phones_in(one, open_to) for one in value]
    if isinstance(value, dict):
        return {
            key: without_phones(one, PhoneKind.MOBILE)
            if key in open_to and isinstance(one, str)
            else without_phones_in(one, open_to)
            for key, one in value.items()
        }
    return value


def with_kept_phones_in(value: object, kept: object) -> object:
    """Return plain data with every text put back to `kept` that is only what is shown of it."""
    if isinstance(value, str) and isinstance(kept, str):
        return with_kept_phones(value, kept)
    if isinstance(value, list) and isinstance(kept, list) and len(value) == len(kept):
        return [with_kept_phones_in(*pair) for pair in zip(value, kept, strict=True)]
    if isinstance(value, dict) and isinstance(kept, dict):
        return {key: with_kept_phones_in(one, kept.get(key)) for key, one in value.items()}
    return value
