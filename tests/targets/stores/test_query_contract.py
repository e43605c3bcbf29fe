"""One contract for every engine of the registry: each answers as a plain scan does."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete

from ledger.book.content import forget_companies
from ledger.book.database import Ledger, open_ledger
from ledger.companies.writing import write_companies
from ledger.findings.findings import findings_by_company
from ledger.findings.relations import record_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import record_signal
from ledger.schema import company_index
from ledger.schema.desk_work import RelationRow, SignalRow
from targets.desks import load_desks
from targets.model import Company, CompanyBasis, LinkState, Listing, ScoreWeights
from targets.stores.engine import StoreEngine, Whole
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter
from targets.stores.registry import ENGINES, companies_on, engine_of, store_on
from targets.stores.search import (
    city_counts,
    count,
    find_companies,
    find_page,
    find_ranks,
    link_sets_waiting,
    worth_checking_rows,
)
from targets.stores.sql_store import SqlStore
from targets.stores.store import Companies
from targets.stores.values import Measure
from tests.ledger.builders import ADMIN, Clock
from tests.ledger.postgres import make_database
from tests.targets.builders import (
    make_assignment,
    make_company,
    make_link_part,
    make_relation,
    make_signal,
    make_yardstick,
)
from tests.targets.scanning import USUAL, Scan

BASES = ("products", "segment", "keyword")
LINKS = ("acid", "polymer", "film")
LEDGERS = ("sqlite", "postgresql")
PLACES = (
    ("浙江", "绍兴"),
    ("浙江", "杭州"),
    ("上海", "上海"),
    ("福建", "厦门"),
    ("西藏", ""),
    ("", ""),
)
TEXTS = ("氟材", "氟", "100%_纯", "A/b\\c", "Ａ氟材B", "'; DROP TABLE company; --", "材料 氟", "")
LISTINGS = ("央企", "A股", "100%_", "O'Neil")
HOSTILE = (
    "' OR '1'='1",
    '" OR ""="',
    "'; DROP TABLE company; --",
    "%",
    "_",
    "\\",
    "/%",
    "x') UNION SELECT * FROM audit_entry --",
    'NEAR("a" "b")',
    "*",
    "a\x00b",
    "\ud800",
    "-" * 5000,
    "\n",
)


def measure() -> Measure:
    yardstick = make_yardstick(
        make_link_part("acid", chain=(0.5, 0.5)),
        make_link_part("polymer", chain=(0.2, 0.7)),
        make_link_part("film", None, (0.0, 0.0)),
    )
    return Measure(yardstick, load_desks(), {("fluorine", "polymer"): ("新材料", "新能源")})


def assignments() -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.sampled_from(LINKS), st.sampled_from([s.value for s in LinkState]))


@st.composite
def companies(draw: st.DrawFn) -> tuple[Company, ...]:
    found = []
    for i in range(draw(st.integers(0, 12))):
        province, city = draw(st.sampled_from(PLACES))
        links = dict(draw(st.lists(assignments(), max_size=3)))
        chain = draw(st.sampled_from(("fluorine", "silicon")))
        lists = draw(st.lists(st.sampled_from(LISTINGS), max_size=2))
        found.append(
            make_company(
                f"c{i}",
                assignments=tuple(
                    make_assignment(link, state, chain, basis=draw(st.sampled_from(BASES)))
                    for link, state in sorted(links.items())
                ),
                name=f"{draw(st.sampled_from(TEXTS))}甲",
                former_names=tuple(draw(st.lists(st.sampled_from(TEXTS[:-1]), max_size=1))),
                products=draw(st.sampled_from(TEXTS)),
                scope=draw(st.sampled_from(TEXTS)),
                province=province,
                city=city,
                basis=draw(st.sampled_from(CompanyBasis)),
                listings=tuple(Listing(name=x, edition=str(j)) for j, x in enumerate(lists)),
            )
        )
    return tuple(found)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    CompanyFilter,
    desk=st.sampled_from(("", "", "长三角", "闽东南")),
    provinces=some(("浙江", "上海")),
    cities=some(("绍兴", "厦门")),
    chain=st.sampled_from(("", "", "fluorine", "silicon")),
    link=st.sampled_from(("", "", *LINKS)),
    lists=some(LISTINGS),
    emerging=some(("新材料", "新能源", "%")),
    keyword=st.sampled_from(
        ("", "", "氟材", "氟", "%", "a/B", "材料  氟", "材氟", "浙江 氟", "fucai", "fcj", "氟 材")
    ),
    fills_gap=st.booleans(),
    has_relation=st.sampled_from((False, False, True)),
    has_signal=st.sampled_from((False, False, True)),
    states=st.sampled_from((USUAL, USUAL, (LinkState.CONFIRMED,), tuple(LinkState), ())),
    with_memory=st.booleans(),
    with_apart=st.sampled_from((False, False, True)),
    apart_only=st.sampled_from((False, False, False, True)),
)
WEIGHTS = st.sampled_from(
    (
        ScoreWeights(),
        ScoreWeights(chain=7, relation=13, signal=1, transfer=3, carry=9),
        ScoreWeights(chain=0, relation=0, signal=0, transfer=0, carry=0),
    )
)


WHOLE = {engine.scheme: engine.whole for engine in ENGINES if engine.whole}
ALONE, BESIDE = "alone", "beside the ledger"


@dataclass(frozen=True)
class Way:
    """Where companies are put: into a ledger (its engine's own store, or a `bare` one), or behind.

    `every` which company the ledger has, 0 for none; a whole store has all of them.
    """

    name: str
    whole: Whole | None = None
    every: int = 1
    bare: bool = False


WAYS = (
    Way("ledger"),
    Way("no ability", bare=True),
    *(Way(f"{scheme} {ALONE}", whole, 0) for scheme, whole in WHOLE.items()),
    *(Way(f"{scheme} {BESIDE}", whole, 2) for scheme, whole in WHOLE.items()),
)


@pytest.fixture(params=WAYS, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


@contextmanager
def stored(
    ledger: Ledger, way: Way, known: tuple[Company, ...], folder: Path
) -> Iterator[tuple[Companies, Scan]]:
    """Put companies where `way` says, with an event of one and a tie of another."""
    now = measure()
    in_ledger = known[:: way.every] if way.every else ()
    with ledger.writing(ADMIN) as session:
        for company in known[:1]:
            record_signal(session, ADMIN, CompanyRef(company.id), make_signal("plant", 20))
        for company in known[1:2]:
            record_relation(session, ADMIN, CompanyRef(company.id), make_relation())
        findings = findings_by_company(session, {}, [company.id for company in known])
        write_companies(session, in_ledger, "i1", now)
    scan = Scan(known, now, findings)
    with ledger.reading() as session:
        if way.whole is None:
            connection = session.connection()
            bare = Companies((SqlStore(connection),))
            yield bare if way.bare else companies_on(connection), scan
            return
        with way.whole.building(folder, keep=False) as builder:
            builder.add(known, "i1", now, findings)
        with opened(way.whole, folder) as connection:
            hidden = store_on(connection).numbers([company.id for company in in_ledger])
            behind = store_on(connection, tuple(hidden))
            yield Companies((store_on(session.connection()), behind)), scan


@contextmanager
def opened(whole: Whole, folder: Path) -> Iterator[Connection]:
    place = whole.place(folder)
    assert place is not None
    engine = place.open()
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def forget(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        forget_companies(session.connection())
        company_index.rebuild(session.connection())
        for table in (SignalRow, RelationRow):
            session.execute(delete(table))


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(known=companies(), asked=st.lists(FILTERS, min_size=4, max_size=4), weights=WEIGHTS)
def test_every_database_answers_as_a_plain_scan_does(
    ledger: Ledger,
    way: Way,
    tmp_path: Path,
    known: tuple[Company, ...],
    asked: list[CompanyFilter],
    weights: ScoreWeights,
) -> None:
    forget(ledger)
    with stored(ledger, way, known, tmp_path) as (place, scan):
        for one in asked:
            wanted = scan.ids(one)
            page = find_page(place, one, weights, offset=1, limit=3)
            assert (page.total, [row.id for row in page.rows]) == (len(wanted), wanted[1:4])
            assert [r.id for r in find_page(place, one, weights, limit=99).rows] == wanted
            assert _ranks(place, one) == _ranks_by_hand(scan, one)
            telling = worth_checking_rows(place, one, first=3)
            assert [row.id for row in telling] == scan.worth_checking(one)[:3]
            assert link_sets_waiting(place, one) == scan.waiting(one)
            facets, expected = find_facets(place, one), scan.facets(one)
            assert facets == expected
            assert list(facets.cities) == list(expected.cities)
            assert sum(city_counts(place, one).values()) == len(wanted)


def _ranks(place: Companies, asked: CompanyFilter) -> list[tuple[int, int]]:
    """The shared rank of each row of a list and how many share it, as the rows stand."""
    ranks = find_ranks(place, replace(asked, keyword=""))
    rows = find_page(place, replace(asked, keyword=""), limit=99).rows
    return [(ranks[row.class_code].rank, ranks[row.class_code].size) for row in rows]


def _ranks_by_hand(scan: Scan, asked: CompanyFilter) -> list[tuple[int, int]]:
    asked = replace(asked, keyword="")
    known = {company.id: company for company in scan.companies}
    classes = [scan.standing(asked, known[i]) for i in scan.ids(asked)]
    return [(classes.index(one) + 1, classes.count(one)) for one in classes]


def test_each_engine_is_held_to_the_contract(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.reading() as session:
        of_ledger = engine_of(session.connection())
    assert of_ledger in ENGINES
    assert (of_ledger.index is None, of_ledger.whole) == (False, None)
    for engine in ENGINES:
        assert is_of_ledgers(engine) or has_its_store(engine, tmp_path / engine.scheme)


def is_of_ledgers(engine: StoreEngine) -> bool:
    """The fixture `ledger` opens each of them; a further one needs a parameter there."""
    return engine.index is not None and engine.scheme in LEDGERS


def has_its_store(engine: StoreEngine, folder: Path) -> bool:
    assert engine.whole is not None
    assert engine.whole.place(folder) is None
    with engine.whole.building(folder) as builder:
        builder.add([make_company()], "i1", measure())
    with opened(engine.whole, folder) as connection:
        return engine_of(connection) is engine


Opened = Callable[[str], Ledger]


@pytest.fixture(scope="module")
def kept_ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """Open a ledger of each kind once, for the tests that only read; `ledger` is one for a test."""
    with ExitStack() as stack:

        @cache
        def opened(kind: str) -> Ledger:
            settings = {"SANMING_DATA": str(tmp_path_factory.mktemp("kept"))}
            if kind == "postgresql":
                server = request.getfixturevalue("postgres_server")
                settings["DATABASE_URL"] = make_database(server, "read_by_many")
            return stack.enter_context(closing(open_ledger(settings, Clock())))

        yield opened


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((kind, way), id=f"{kind}-{way.name}", marks=marks)
        for kind, marks in (("sqlite", ()), ("postgresql", pytest.mark.postgres))
        for way in WAYS
    ],
)
def three(
    request: pytest.FixtureRequest, kept_ledger: Opened, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Companies]:
    """Three companies of 长三角; no test changes them."""
    known = (
        make_company("c1", make_assignment("acid"), name="中欣氟材", city="绍兴"),
        make_company("c2", make_assignment("polymer"), name="氟料材", city="杭州"),
        make_company("c3", name="一百%纯_材", city="杭州"),
    )
    kind, way = request.param
    forget(kept_ledger(kind))
    with stored(kept_ledger(kind), way, known, tmp_path_factory.mktemp("three")) as (place, _):
        yield place


def test_two_characters_are_found_only_where_they_stand_together(three: Companies) -> None:
    rows = find_page(three, CompanyFilter(desk="长三角", keyword="氟材")).rows

    assert [row.name for row in rows] == ["中欣氟材"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_is_a_value_and_finds_nothing_more(three: Companies, text: str) -> None:
    filters = (
        CompanyFilter(desk=text),
        CompanyFilter(provinces=(text,)),
        CompanyFilter(cities=(text,)),
        CompanyFilter(chain=text),
        CompanyFilter(link=text),
        CompanyFilter(lists=(text,)),
        CompanyFilter(emerging=(text,)),
    )
    for asked in filters:
        assert (count(three, asked), find_facets(three, asked).lists) == (0, {})
    found = [row.name for row in find_page(three, CompanyFilter(keyword=text)).rows]
    expected = {"%": ["一百%纯_材"], "_": ["一百%纯_材"], "\n": 3}.get(text, [])
    assert (found if expected != 3 else len(found)) == expected
    assert count(three, CompanyFilter()) == 3
    assert sum(store.count(CompanyFilter()) for store in three.stores) == 3


def test_a_company_comes_back_as_it_was_written(three: Companies) -> None:
    found = find_companies(three, ["c1", "c3", "nobody"])

    assert sorted(found) == ["c1", "c3"]
    assert found["c1"].company == make_company(
        "c1", make_assignment("acid"), name="中欣氟材", city="绍兴"
    )
    assert (found["c1"].desk, found["c1"].origin) == ("长三角", "i1")


def test_the_check_that_could_bring_a_company_furthest_up_comes_first(three: Companies) -> None:
    rows = worth_checking_rows(three, CompanyFilter())

    # An event of c1 and a tie of c2 are known: with the other one, both would be in one class.
    assert [row.id for row in rows] == ["c1", "c2", "c3"]
    assert [row.after_code for row in rows] == [211122, 211122, 211222]
