"""One gap count, rank and target count, wherever they are read: the files are opened and compared.

JSON command, screen content, deck, Word analysis, and the trip book's Word, workbook and page.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from chains.as_json import gaps_json
from chains.wording import points
from components.meeting_stage import stage_content
from ledger.checks import Outcome, read_check, record_check
from ledger.company_reading import companies_of
from ledger.policy import LOCAL
from reports.analysis_now import analysis_now
from reports.analysis_paper import analysis_job
from reports.composing import office
from reports.meeting.deck import deck_bytes
from reports.meeting.now import meeting_now, results_now
from reports.meeting.sheets import meeting_sheets
from reports.paper.writing import make_files
from reports.results import Results
from reports.target_finding import targets_in_step
from reports.trip.book import TripRequest, write_book
from reports.trip.companies import best_of_desk
from reports.trip.files import book_jobs
from reports.trip.route import TripRule
from targets.scoring import total
from tests.ledger.builders import TODAY
from tests.reports.meetings import open_deck, slide_text

CHAIN, LINK, NAME = "fluorine", "fluoropolymer", "含氟聚合物树脂"


@dataclass(frozen=True)
class Read:
    """What each place says, as text; `results` are what all of them are held to."""

    results: Results
    json: Mapping[str, object]
    screen: str
    deck: str
    word: str
    book: Mapping[str, str]
    scores: Mapping[str, str]


def word_text(content: bytes) -> str:
    document = Document(BytesIO(content))
    tables = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *tables])


def sheet_text(content: bytes) -> str:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = [row for n in workbook.sheet_names for row in workbook.get_sheet_by_name(n).to_python()]
    return "\n".join("|".join(map(str, row)) for row in rows)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Every paper of one state of the data, in which one link was checked and found missing."""
    environment = {"SANMING_DATA": str(tmp_path_factory.mktemp("office"))}
    found = {"chain_id": CHAIN, "link_id": LINK, "outcome": Outcome.NONE, "checked_on": TODAY}
    with office(environment) as (ledger, _), ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, read_check(found))
    with office(environment) as (ledger, state):
        results = results_now(ledger, state, environment)
        meeting = meeting_now(ledger, state, environment)
        analysis = analysis_now(ledger, state, environment, CHAIN)
        targets, _ = targets_in_step(ledger, state, environment)
        with ledger.reading() as session, companies_of(session, environment) as companies:
            known = best_of_desk(session, companies, targets, "长三角", 2)
        book = write_book(state, known, TripRequest("长三角", "甲", TripRule()))
        command = gaps_json(list(state.assessments.values()), state.catalog.settings, state.version)
    content = stage_content(meeting_sheets(meeting), meeting.version, "1")
    slides = "\n".join(slide_text(slide) for slide in open_deck(deck_bytes(meeting)).slides)
    files = {Path(f.name).suffix: f.content for f in make_files(book_jobs(book))}
    books = {
        ".docx": word_text(files[".docx"]),
        ".xlsx": sheet_text(files[".xlsx"]),
        ".html": re.sub(r"<[^>]*>", "\n", files[".html"].decode()),
    }
    screen = json.dumps(content, ensure_ascii=False)
    scores = {
        one.company.name: points(total(one.scored.parts.as_tuple(), one.weights)) for one in known
    }
    word = word_text(analysis_job(analysis).make())
    return Read(results, command, screen, slides, word, books, scores)


def pairs_of_numbers(rows: str) -> set[str]:
    """Neighbouring numbers of a workbook as an interval is printed elsewhere."""
    pairs = re.findall(r"(?=\|(\d+(?:\.\d+)?)\|(\d+(?:\.\d+)?)\|)", rows)
    return {points((float(low), float(high))) for low, high in pairs}


def texts_of(blocks: str) -> str:
    """The texts of the screen's content in order, one after the other."""
    return "\n".join(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', blocks))


def test_the_number_of_gaps_is_one_and_the_same(read: Read) -> None:
    gaps = read.results.figures["已证实的缺口"]

    assert gaps == 9  # the eight of the shipped sources, and the one found by a check
    assert len(read.json["gaps"]) == gaps  # type: ignore[arg-type]
    assert f"{gaps}\n已证实的缺口" in texts_of(read.screen)
    assert f"{gaps}\n已证实的缺口" in read.deck


def test_the_rank_of_the_new_gap_is_one_and_the_same(read: Read) -> None:
    [link] = [found for found in read.results.links if found.place == (CHAIN, LINK)]
    [row] = [r for r in read.json["gaps"] if r["link"] == LINK]  # type: ignore[attr-defined]
    rank = link.ranks["gap"]  # type: ignore[index]

    assert row["rank"] == rank
    assert f"{NAME}\n  缺口第 {rank} 位" in texts_of(read.screen)
    assert f"{NAME}  缺口第 {rank} 位" in read.deck


def test_the_number_of_targets_is_one_and_the_same(read: Read) -> None:
    companies = read.results.companies
    assert companies is not None
    chain = companies.by_chain[CHAIN]

    assert f"{companies.total}\n目标企业" in texts_of(read.screen)
    assert f"{companies.total}\n目标企业" in read.deck
    assert f"目标企业 {chain}" in read.deck
    assert f"目标企业 \n{chain}" in texts_of(read.screen)


def test_the_analysis_counts_the_targets_of_the_link_as_the_store_does(read: Read) -> None:
    said = re.search(rf"缺口「{NAME}」[^;]*;目标企业 (\d+) 家,先看", read.word)

    assert said is not None
    assert int(said[1]) > 0


def test_every_paper_carries_the_data_version(read: Read) -> None:
    version = read.results.version

    for text in (read.screen, read.deck, *read.book.values()):
        assert version in text


def test_the_trip_book_gives_the_score_of_the_store_in_all_its_formats(read: Read) -> None:
    for name, score in read.scores.items():
        for ending, text in read.book.items():
            assert name in text
            assert score in text or score in pairs_of_numbers(text), ending
