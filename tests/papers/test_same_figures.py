"""One gap count, rank and target count, wherever they are read: screens opened, files read back.

The JSON command, the overview and the presented meeting on screen, the deck, the four-part
analysis in Word, the trip book in Word, PDF, Excel and as a page, and the wall maps.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from briefings.analysis.now import analysis_now
from briefings.changes.results import Results
from briefings.meeting.now import meeting_now, results_now
from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.trip.book import TripRequest, write_book
from briefings.trip.companies import known_companies
from briefings.trip.route import TripRule
from briefings.wallmaps.content import WallState, wall_map
from briefings.wallmaps.listing import find_map, list_maps
from briefings.wallmaps.state import open_wall_state
from briefings.wallmaps.targets import desk_counts
from chains.as_json import gaps_json
from chains.catalog import load_catalog
from chains.gaps.assessment import Flag
from chains.gaps.ranking import count_flagged
from chains.gaps.wording import points
from components.frame.screens import MEETING, OVERVIEW
from ledger.book.policy import LOCAL
from ledger.companies.reading import companies_of
from ledger.links.checks import CheckOutcome, read_check, record_check
from papers.analysis import analysis_job
from papers.meeting.deck import deck_bytes
from papers.renderers.writing import make_files
from papers.trip.files import book_jobs
from papers.wallmaps.paper import Size, sheet_pdf
from targets.scoring.score import total
from targets.stores.query import CompanyFilter
from targets.stores.search import count, find_page
from tests.builders import assess
from tests.ledger.builders import TODAY
from tests.pages.screens import LOCAL as USER
from tests.pages.screens import drawn
from tests.papers.meetings import open_deck, slide_text

CHAIN, LINK, NAME = "fluorine", "fluoropolymer", "含氟聚合物树脂"
VIEWS = ("plots", "desks", "counties", "gaps")


@dataclass(frozen=True)
class Read:
    """What each place says, as text; `results` are what all of them are held to."""

    results: Results
    in_link: int  # companies that could fill the link, as the store counts them
    json: Mapping[str, object]
    overview: Mapping[str, object]
    screen: str
    deck: str
    word: str
    book: Mapping[str, str]
    walls: Mapping[str, str]
    scores: Mapping[str, str]


def word_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    tables = ["|".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
    return "\n".join([*(p.text for p in document.paragraphs), *tables])


def pdf_text(content: bytes) -> str:
    """All text of a PDF without its spaces and line ends, which are where the letters broke."""
    return "".join(
        "".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages
    )


def sheet_text(content: bytes) -> str:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = [row for n in workbook.sheet_names for row in workbook.get_sheet_by_name(n).to_python()]
    return "\n".join("|".join(map(_cell, row)) for row in rows)


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def open_screen(path: Path, **address: str) -> AppTest:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = dict(USER)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An office in which one link was checked and found missing; the screens look there too."""
    folder = str(tmp_path_factory.mktemp("office"))
    found: dict[str, object] = {"chain_id": CHAIN, "link_id": LINK, "outcome": CheckOutcome.NONE}
    found = {**found, "checked_on": TODAY, "document": "走访纪要"}
    settings = {"SANMING_DATA": folder}
    with office(settings) as (ledger, _), ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, read_check(found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANMING_DATA", folder)
        patch.delenv("DATABASE_URL", raising=False)
        yield settings


@pytest.fixture(scope="module")
def read(environment: dict[str, str]) -> Read:
    """Every screen and paper of one state of the data."""
    with office(environment) as (ledger, state):
        results = results_now(ledger, state, environment)
        meeting = meeting_now(ledger, state, environment)
        analysis = analysis_now(ledger, state, environment, CHAIN)
        targets, _ = targets_in_step(ledger, state, environment)
        these = CompanyFilter(chain=CHAIN, link=LINK)
        with ledger.reading() as session, companies_of(session, environment) as companies:
            first = [row.id for row in find_page(companies, these, limit=2).rows]
            known = known_companies(session, companies, targets, first)
            listed, in_link = count(companies, CompanyFilter()), count(companies, these)
        request = TripRequest("长三角", "甲", TripRule(), targets=listed)
        book = write_book(state, known, request)
        command = gaps_json(state.assessments, state.catalog.settings, state.version)
        wall = open_wall_state(state, environment, desk_counts(ledger, state, environment))
    files = {Path(f.name).suffix: f.content for f in make_files(book_jobs(book))}
    return Read(
        results=results,
        in_link=in_link,
        json=command,
        overview=drawn(open_screen(OVERVIEW)),
        screen=json.dumps(drawn(open_screen(MEETING, present="1")), ensure_ascii=False),
        deck="\n".join(slide_text(slide) for slide in open_deck(deck_bytes(meeting)).slides),
        word=word_text(analysis_job(analysis).make()),
        book={
            ".docx": word_text(files[".docx"]),
            ".pdf": pdf_text(files[".pdf"]),
            ".xlsx": sheet_text(files[".xlsx"]),
            ".html": re.sub(r"<[^>]*>", "\n", files[".html"].decode()),
        },
        walls={name: wall_text(wall, name) for name in ("gaps", "desks")},
        scores={
            one.company.name: points(total(one.scored.parts.as_tuple(), one.weights))
            for one in known
        },
    )


def wall_text(wall: WallState, name: str) -> str:
    sheet = wall_map(wall, find_map(list_maps(wall.state, VIEWS), name), 21)
    return pdf_text(sheet_pdf(sheet, Size.A3))


def pairs_of_numbers(rows: str) -> set[str]:
    """Neighbouring numbers of a workbook as an interval is printed elsewhere.

    A workbook rounds to one decimal, other papers to whole points: 4.5 may stand for 4.46 or 4.54.
    """
    pairs = re.findall(r"(?=\|(\d+(?:\.\d+)?)\|(\d+(?:\.\d+)?)\|)", rows)
    near = (-0.049, 0.049)
    return {points((float(x) + i, float(y) + j)) for x, y in pairs for i in near for j in near}


def texts_of(blocks: str) -> str:
    """The texts of the screen's content in order, one after the other."""
    return "\n".join(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', blocks))


def number_after(word: str, text: str) -> set[str]:
    """Every number that stands after `word`, whatever separates them there."""
    return set(re.findall(rf"{word}[\s|]*(\d+)", text))


def test_the_number_of_gaps_is_one_and_the_same(read: Read) -> None:
    gaps = read.results.figures["有来源说缺"]

    shipped = [assess(chain) for chain in load_catalog().chains.values()]
    assert gaps == count_flagged(shipped, Flag.GAP) + 1  # and the one found by a check
    assert read.json["counts"]["gaps"] == gaps  # type: ignore[index]
    assert dict(read.overview["figures"])["有来源说缺"] == gaps  # type: ignore[call-overload]
    assert f"{gaps}\n有来源说缺" in texts_of(read.screen)
    assert f"{gaps}\n有来源说缺" in read.deck
    assert f"全部缺口{gaps}个" in read.walls["gaps"]
    for ending, text in read.book.items():
        assert number_after("有来源说缺", text) == {str(gaps)}, ending


def test_the_rank_of_the_new_gap_is_one_and_the_same(read: Read) -> None:
    [link] = [found for found in read.results.links if found.place == (CHAIN, LINK)]
    [row] = [r for r in read.json["gaps"] if r["link"] == LINK]  # type: ignore[attr-defined]
    rank = link.ranks["gap"]  # type: ignore[index]
    lines = read.overview["cards"][0]["lines"]  # type: ignore[index]

    assert row["rank"] == rank
    assert [line["target"]["link"] for line in lines] == [
        r["link"]
        for r in read.json["gaps"]  # type: ignore[attr-defined]
    ]
    assert f"{NAME}（缺口第 {rank} 位，" in texts_of(read.screen)
    assert f"{NAME}（缺口第 {rank} 位，" in read.deck
    assert f"{rank}{NAME}" in read.walls["gaps"]
    for ending, text in read.book.items():
        assert f"缺口第{rank}位" in "".join(text.split()) or f"{NAME}|缺口|{rank}|" in text, ending


def test_the_number_of_targets_is_one_and_the_same(read: Read) -> None:
    companies = read.results.companies
    assert companies is not None
    chain = companies.by_chain[CHAIN]

    assert dict(read.overview["figures"])["目标企业"] == companies.total  # type: ignore[call-overload]
    assert f"{companies.total}\n目标企业" in texts_of(read.screen)
    assert f"{companies.total}\n目标企业" in read.deck
    assert f"{companies.total}目标企业" in read.walls["desks"]
    assert f"目标企业 {chain}" in read.deck
    assert f"目标企业 \n{chain}" in texts_of(read.screen)
    for ending, text in read.book.items():
        assert number_after("目标企业", text) == {str(companies.total)}, ending


def test_the_analysis_counts_the_targets_of_the_link_as_the_store_does(read: Read) -> None:
    said = re.search(rf"缺口“{NAME}”[^；]*；目标企业 (\d+) 家", read.word)

    assert said is not None
    assert int(said[1]) == read.in_link > 0


def test_every_paper_carries_the_data_version(read: Read) -> None:
    version = read.results.version

    for text in (read.screen, read.deck, *read.book.values(), *read.walls.values()):
        assert version in text


def test_the_trip_book_gives_the_score_of_the_store_in_its_workbook_and_no_range_on_paper(
    read: Read,
) -> None:
    for name, score in read.scores.items():
        for text in read.book.values():
            assert name in text
        assert score in pairs_of_numbers(read.book[".xlsx"])
        assert score not in read.book[".docx"]
