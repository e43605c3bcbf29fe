"""可能是同一家: which companies of a list may be one, and why. A hint; a person decides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from targets.alike_names import brand_key, is_brand, other_forms, parent_of
from targets.spelling.folding import folded_name
from targets.spelling.pinyin import beginnings
from targets.spelling.short_names import short_names_of

SHORTEST, LONGEST = 2, 12  # characters of a brand that a registered name may begin with


class SameKind(StrEnum):
    """为什么可能是同一家, the surest first."""

    SPELLING = "spelling"  # 同名，只差写法
    FORMER = "former"  # 已更名
    SHORT = "short"  # 简称和登记名称
    BRANCH = "branch"  # 分支机构和公司
    FORM = "form"  # 只差公司形式


@dataclass(frozen=True, slots=True)
class NamedCompany:
    """企业名称: what of a company tells whether another may be the same."""

    id: str
    name: str
    former_names: tuple[str, ...] = ()
    credit_code: str = ""
    stock_code: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class SameCandidate:
    """可能是同一家: two companies by id; `first` is the one to keep unless a person says else."""

    first: str
    second: str
    kind: SameKind
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in their order."""
        return (min(self.first, self.second), max(self.first, self.second))


def worth_comparing(read: Callable[[], Iterable[NamedCompany]]) -> list[NamedCompany]:
    """Return the companies that `find_same` may find one of in a pair, and few others.

    `read` gives all of them, and is called three times: of a million companies only a hash of
    each name is held at once.
    """
    seen: set[int] = set()
    wanted: set[int] = set()  # names that stand there twice, or that another company speaks of
    brands: dict[str, NamedCompany] = {}
    for one in read():
        key = hash(folded_name(one.name))
        if key in seen:
            wanted.add(key)
        seen.add(key)
        _add_brand(brands, one)
    for one in read():
        spoken_of = {key for key in map(hash, _other_keys(one)) if key in seen}
        carried = _brands_in(one, brands)
        spoken_of |= {hash(folded_name(brand.name)) for brand in carried}
        if spoken_of:
            wanted |= {*spoken_of, hash(folded_name(one.name))}
    return [one for one in read() if hash(folded_name(one.name)) in wanted]


def _other_keys(one: NamedCompany) -> Iterator[str]:
    """Give the folded names under which a company may stand a second time."""
    names = (
        *one.former_names,
        *short_names_of(one.name, one.stock_code),
        *other_forms(one.name),
        parent_of(one.name),
    )
    yield from map(folded_name, filter(None, names))


@dataclass(frozen=True, slots=True)
class _Known:
    by_key: Mapping[str, Sequence[NamedCompany]]

    def of(self, name: str) -> Sequence[NamedCompany]:
        return self.by_key.get(folded_name(name), ())


def find_same(companies: Iterable[NamedCompany]) -> list[SameCandidate]:
    """Return the pairs that may be one company, each once, the surest first, then by id."""
    listed = sorted(companies, key=lambda one: (not one.credit_code, one.id))
    by_key: dict[str, list[NamedCompany]] = defaultdict(list)
    for one in listed:
        by_key[folded_name(one.name)].append(one)
    known = _Known(by_key)
    found: dict[tuple[str, str], SameCandidate] = {}
    for kind in (_spelt_otherwise, _renamed, _shortened, _branded, _branches, _of_other_form):
        for candidate in kind(listed, known):
            found.setdefault(candidate.pair, candidate)
    order = {kind: place for place, kind in enumerate(SameKind)}
    return sorted(found.values(), key=lambda one: (order[one.kind], one.pair))


def _spelt_otherwise(_: Sequence[NamedCompany], known: _Known) -> Iterator[SameCandidate]:
    for first, *others in known.by_key.values():
        for other in others:
            why = "名称相同" if first.name == other.name else "名称只差简繁、括号、全半角或空格"
            yield SameCandidate(first.id, other.id, SameKind.SPELLING, why + _codes(first, other))


def _codes(first: NamedCompany, other: NamedCompany) -> str:
    if first.credit_code and other.credit_code and first.credit_code != other.credit_code:
        return "；统一社会信用代码不同，请核对"
    if bool(first.credit_code) != bool(other.credit_code):
        return "；一家有统一社会信用代码，另一家没有"
    return ""


def _renamed(listed: Sequence[NamedCompany], known: _Known) -> Iterator[SameCandidate]:
    for one in listed:
        for former in filter(None, one.former_names):
            for other in known.of(former):
                if other.id != one.id:
                    why = f"已更名：「{former}」是「{one.name}」的曾用名"
                    yield SameCandidate(one.id, other.id, SameKind.FORMER, why)


def _shortened(listed: Sequence[NamedCompany], known: _Known) -> Iterator[SameCandidate]:
    for one in listed:
        for short in short_names_of(one.name, one.stock_code):
            for other in known.of(short):
                if other.id != one.id:
                    why = f"「{short}」是「{one.name}」的简称"
                    yield SameCandidate(one.id, other.id, SameKind.SHORT, why)


def _branded(listed: Sequence[NamedCompany], _: _Known) -> Iterator[SameCandidate]:
    """A brand without a code whose name exactly one company of the province carries."""
    brands: dict[str, NamedCompany] = {}
    for one in listed:
        _add_brand(brands, one)
    carriers: dict[str, list[NamedCompany]] = defaultdict(list)
    for one in listed if brands else ():
        for brand in _brands_in(one, brands):
            carriers[brand.id].append(one)
    for brand in brands.values():
        if len(carriers[brand.id]) == 1:
            why = f"名称里有「{brand.name}」，同一省份"
            yield SameCandidate(carriers[brand.id][0].id, brand.id, SameKind.SHORT, why)


def _add_brand(brands: dict[str, NamedCompany], one: NamedCompany) -> None:
    """Add a brand without a code by what a name may carry of it; of equal ones the lowest id."""
    if not is_brand(one.name) or one.credit_code:
        return
    key = brand_key(one.name)
    if key not in brands or one.id < brands[key].id:
        brands[key] = one


def _brands_in(one: NamedCompany, brands: Mapping[str, NamedCompany]) -> list[NamedCompany]:
    key = folded_name(one.name)
    if is_brand(one.name) or parent_of(one.name):
        return []
    heads = {
        key[start : start + length]
        for start in beginnings(key)
        for length in range(SHORTEST, LONGEST)
    }
    found = (brands[head] for head in heads if head in brands)
    return [brand for brand in found if brand.province in {"", one.province}]


def _branches(listed: Sequence[NamedCompany], known: _Known) -> Iterator[SameCandidate]:
    for one in listed:
        parent = parent_of(one.name)
        for other in known.of(parent) if parent else ():
            why = f"「{one.name}」是「{other.name}」的分支机构"
            yield SameCandidate(other.id, one.id, SameKind.BRANCH, why)


def _of_other_form(listed: Sequence[NamedCompany], known: _Known) -> Iterator[SameCandidate]:
    for one in listed:
        for other in (o for form in other_forms(one.name) for o in known.of(form)):
            first, second = sorted((one, other), key=lambda c: (not c.credit_code, c.id))
            why = "名称只差公司形式，常常是两家" + _codes(first, second)
            yield SameCandidate(first.id, second.id, SameKind.FORM, why)
