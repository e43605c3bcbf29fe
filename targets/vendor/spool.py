"""Companies of a list set aside on disk until they are saved: a long list does not fill memory.

The file has no name and goes with the object; it may hold contacts, so nobody else can open it.
"""

import json
import tempfile
import weakref
from collections.abc import Iterator

from targets.vendor.model import VendorCompany


def line_of(company: VendorCompany) -> bytes:
    """Return a company as one line, without its end."""
    return json.dumps(company.as_json(), ensure_ascii=True).encode("ascii")


def company_of_line(line: bytes) -> VendorCompany:
    """Return the company that `line_of` was made of."""
    return VendorCompany.from_json(json.loads(line))


class Spool:
    """待存企业: written once, then gone through as often as wanted, in the same order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+b")  # noqa: SIM115
        self._closing = weakref.finalize(self, self._file.close)
        self._count = 0

    def add(self, company: VendorCompany) -> None:
        """Set one company aside."""
        self.add_line(line_of(company))

    def add_line(self, line: bytes) -> None:
        """Set one company aside that `line_of` was made of."""
        self._file.write(line + b"\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[VendorCompany]:
        self._file.flush()
        position = 0
        while True:
            self._file.seek(position)  # others may go through it meanwhile
            lines = self._file.readlines(1 << 20)
            position = self._file.tell()
            if not lines:
                return
            for line in lines:
                yield company_of_line(line)

    def close(self) -> None:
        """Give the disk back; also done when nobody holds it any more."""
        self._closing()
