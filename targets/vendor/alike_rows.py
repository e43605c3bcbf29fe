"""Which rows of one list may be one company under two spellings: told on both, never joined here.

By the normal form of the name: each row is looked up once, so that a list of twice the rows is
twice the work.
"""

import re
from dataclasses import dataclass, field

from targets.alike_names import FORM, SHORTEST, parent_of
from targets.spelling.folding import folded_name
from targets.vendor.model import AlikeRows, RowPlace, VendorCompany

FORMER = re.compile(r"\((?:原名?|曾用名|前身|更名前|旧称|现更名为):?(?P<former>[^()]{4,})\)")
WRITTEN, RENAMED, SAME_NAME = (
    "名称只差写法",
    "一行的曾用名是另一行的名称",
    "同名，统一社会信用代码不同",
)
OTHER_FORM, BRANCH = "名称只差公司形式", "一行是另一行的分支机构"


@dataclass(frozen=True, slots=True)
class _Row:
    place: RowPlace
    name: str
    code: str


@dataclass(slots=True)
class AlikeNames:
    """Remembers the names of a list, over all its sheets, by their normal forms."""

    _names: dict[str, _Row] = field(default_factory=dict)
    _former: dict[str, _Row] = field(default_factory=dict)
    _cores: dict[str, _Row] = field(default_factory=dict)
    _branches: dict[str, _Row] = field(default_factory=dict)

    def see(self, company: VendorCompany) -> AlikeRows | None:
        """Return the row before that may be the same company, None if there is none."""
        row = _Row((company.sheet, company.row), company.name, company.credit_code)
        name, former = _own_names(company)
        core, parent = FORM.sub("", name), _bare(parent_of(company.name))
        found = self._same(row, name, former) or self._near(row, name, core, parent)
        self._names.setdefault(name, row)
        for older in former:
            self._former.setdefault(older, row)
        if parent:
            self._branches.setdefault(parent, row)
        elif len(core) > SHORTEST:
            self._cores.setdefault(core, row)
        return found

    def _same(self, row: _Row, name: str, former: set[str]) -> AlikeRows | None:
        if other := self._names.get(name):
            return _alike(row, other, SAME_NAME if _apart(row, other) else WRITTEN)
        older = (self._names[one] for one in sorted(former) if one in self._names)
        other = self._former.get(name) or next(older, None)
        return _alike(row, other, RENAMED) if other else None

    def _near(self, row: _Row, name: str, core: str, parent: str) -> AlikeRows | None:
        if other := self._names.get(parent) if parent else self._branches.get(name):
            return _alike(row, other, BRANCH)
        other = None if parent else self._cores.get(core)
        return _alike(row, other, OTHER_FORM) if other else None


def _own_names(company: VendorCompany) -> tuple[str, set[str]]:
    """Return the normal form of the name, and of those it says it had."""
    key = folded_name(company.name)
    said = FORMER.search(key)
    name = _bare(key[: said.start()] + key[said.end() :] if said else key)
    older = {_bare(one) for one in company.former_names}
    if said:
        older.add(_bare(said["former"]))
    return name, older - {name, ""}


def _bare(name: str) -> str:
    return folded_name(name).replace("(", "").replace(")", "")


def _apart(one: _Row, other: _Row) -> bool:
    return bool(one.code and other.code) and one.code != other.code


def _alike(row: _Row, other: _Row, why: str) -> AlikeRows:
    same = why in {WRITTEN, RENAMED} and not _apart(row, other)
    return AlikeRows(row.place, row.name, other.place, other.name, why, is_same=same)
