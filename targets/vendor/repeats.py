"""Which rows of one list are about the same company: by credit code, else by name.

A row without a code waits for the end of a list that has codes: a later row may have it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from targets.names import name_key
from targets.vendor.model import VendorCompany

Where = tuple[str, int]  # sheet and row


@dataclass(frozen=True, slots=True)
class Seen:
    """见过没有: the row that was first about this company, or what contradicts it.

    `held`: whether it is not known yet.
    """

    again: str = ""
    conflict: str = ""
    held: bool = False


@dataclass(slots=True)
class Repeats:
    """Remembers the companies of a list, over all its sheets."""

    _codes: dict[str, tuple[Where, str]] = field(default_factory=dict)
    _names: dict[str, Where] = field(default_factory=dict)
    _coded: dict[str, list[Where]] = field(default_factory=dict)
    _held: dict[str, VendorCompany] = field(default_factory=dict)

    def see(self, company: VendorCompany, *, is_coded: bool) -> Seen:
        """Tell what is known of the company of a row; `is_coded`: its list has codes."""
        key, here = name_key(company.name), (company.sheet, company.row)
        if company.credit_code:
            return self._see_code(company, key, here)
        if key in self._names:
            return Seen(again=_text(self._names[key], company))
        self._names[key] = here
        if is_coded:
            self._held[key] = company
            return Seen(held=True)
        return Seen()

    def drop(self, company: VendorCompany) -> None:
        """Hold a row no longer: somebody said that it is a company seen before."""
        self._held.pop(name_key(company.name), None)

    def finish(self) -> Iterator[tuple[VendorCompany, str]]:
        """Give the rows that were held, each with the row that is about the same company."""
        held, self._held = self._held, {}
        for key, company in held.items():
            coded = self._coded.get(key, [])
            yield company, _text(coded[0], company) if coded else ""

    def _see_code(self, company: VendorCompany, key: str, here: Where) -> Seen:
        first, name = self._codes.setdefault(company.credit_code, (here, key))
        if first != here:
            if name == key:
                return Seen(again=_text(first, company))
            code = company.credit_code
            text = f"与{_text(first, company)}的统一社会信用代码相同（{code}），企业名称却不同"
            return Seen(conflict=text)
        self._coded.setdefault(key, []).append(here)
        return Seen()


def _text(where: Where, company: VendorCompany) -> str:
    sheet, row = where
    return f"第{row}行" if sheet == company.sheet else f"工作表「{sheet}」第{row}行"
