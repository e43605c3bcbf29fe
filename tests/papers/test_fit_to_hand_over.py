"""Every paper made from the 16 shipped chains, read as the head of an office would read it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from briefings.analysis.analysis import LinkTargets
from briefings.analysis.four_parts import compose_analysis, sought_links
from briefings.changes.results import compute_results
from briefings.company.briefing import KnownCompany
from briefings.company.common import common_page
from briefings.meeting.content import compose_meeting
from briefings.state.places import Places
from briefings.state.state import DataState
from briefings.texts import NO_PLOTS, clean
from briefings.trip.book import TripBook, TripRequest, write_book
from briefings.wallmap_settings import VIEWS
from briefings.wallmaps.content import wall_map
from briefings.wallmaps.listing import list_maps
from chains.source_words import A_SITE
from chains.web_addresses import address_for_readers
from geodata.parks import load_parks
from geodata.samples import sample_plots
from papers.analysis import analysis_paper
from papers.card import card_paper
from papers.meeting.deck import deck_bytes
from papers.renderers.blocks import Paper
from papers.renderers.word import to_word
from papers.trip.paper import trip_paper
from papers.trip.sheets import trip_sheets
from targets.companies_file import load_companies
from tests.papers.companies import make_known
from tests.papers.meetings import open_deck, slide_text
from tests.papers.papers import word_text
from tests.papers.wallmaps.wallmaps import CHAINS, make_state, make_wall, written

EACH = 3  # companies of each chain
HAN = r"[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,;:?!]{HAN}|{HAN}[,;:?!]\d|{HAN}\([^()]*{HAN}")
ADDRESS = re.compile(
    r"https?://[^\s，。；、）]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|cn|net|org|gov|tw|cc|info|top)\b"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])",
    re.ASCII,
)
CUT = re.compile("(?<!…)…(?!…)")  # a title may hold …… of its own
INNER_WORDS = re.compile(
    "归链|的补链方向（|合[^，。；]{2,30}的补链方向|仓库提交|行情接口|[据按]记忆|须核|前十名"
    "|说不准|优先度 [0-9]|垃圾文字|界面|夹有|域名非|或补链（|或延链|或建链"
)
NOTES_OF_COMPILERS = re.compile(r"\w+\.csv|[(（]url[)）]|\bsource\b|标题未返回|[(（]正文首句")


@cache
def state() -> DataState:
    """The shipped chains, and only invented plots, as in an office that has just begun."""
    return replace(make_state(), places=Places("handed", sample_plots(), load_parks(), {}))


def companies_of(chain: str) -> list[KnownCompany]:
    found = (one for one in load_companies().companies if one.may_be_shown)
    made = (one for one in found if any(given.chain == chain for given in one.assignments))
    return [make_known(one) for one, _ in zip(made, range(EACH), strict=False)]


@cache
def book() -> TripBook:
    known = {one.company.id: one for chain in CHAINS for one in companies_of(chain)}
    return write_book(state(), list(known.values()), TripRequest("各片区", "市招商服务中心"))


def texts_in(content: object) -> Iterator[str]:
    """Give every text of a paper, as a renderer writes it."""
    if isinstance(content, str):
        if not content.startswith("<svg "):
            yield clean(content)
    elif isinstance(content, tuple | list):
        for item in content:
            yield from texts_in(item)
    elif isinstance(content, Mapping):
        yield from texts_in(tuple(content.values()))
    elif is_dataclass(content):
        yield from texts_in([getattr(content, field.name) for field in fields(content)])


def cards() -> Iterator[Paper]:
    for chain in CHAINS:
        for link in state().catalog.chain(chain).links:
            yield card_paper(state(), chain, link.id)


def analyses() -> Iterator[Paper]:
    for chain in CHAINS:
        targets = {link: LinkTargets(0, (), {}) for link in sought_links(state(), chain)}
        yield analysis_paper(compose_analysis(state(), chain, targets, {}))


def deck() -> Iterator[str]:
    meeting = compose_meeting(state(), compute_results(state()), (), None)
    for slide in open_deck(deck_bytes(meeting)).slides:
        yield slide_text(slide)
        yield slide.notes_slide.notes_text_frame.text


def sheets() -> Iterator[str]:
    wall = replace(make_wall(), state=state())
    listed = {
        m.id: m for some in (tuple(VIEWS)[:4], tuple(VIEWS)[-4:]) for m in list_maps(state(), some)
    }
    for entry in listed.values():
        yield from (line.text for line in written(wall_map(wall, entry, len(listed))))


PAPERS = {
    "trip": lambda: texts_in(trip_paper(book())),
    "workbook": lambda: texts_in(trip_sheets(book())),
    "cards": lambda: texts_in(list(cards())),
    "analyses": lambda: texts_in(list(analyses())),
    "deck": deck,
    "wall maps": sheets,
}


@cache
def texts_of(paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(PAPERS[paper]()))


def found(paper: str, fault: re.Pattern[str]) -> list[str]:
    return [text for text in texts_of(paper) if fault.search(text)]


every_paper = pytest.mark.parametrize("paper", PAPERS)


@every_paper
def test_marks_between_chinese_characters_are_full_width(paper: str) -> None:
    assert found(paper, HALF_WIDTH) == []


@every_paper
def test_an_address_stands_only_where_readers_are_given_it(paper: str) -> None:
    addresses = {a for text in texts_of(paper) for a in ADDRESS.findall(text)}

    given = (a if "://" in a else f"http://{a}" for a in addresses)
    assert [a for a in given if not address_for_readers(a)] == []


@every_paper
def test_no_sample_is_printed(paper: str) -> None:
    assert found(paper, re.compile("示例")) == []


@every_paper
def test_no_sentence_is_cut(paper: str) -> None:
    assert found(paper, CUT) == []


@every_paper
def test_nothing_says_by_what_name_the_files_know_a_source(paper: str) -> None:
    ids = {i for chain in state().catalog.chains.values() for i in chain.source_by_id}
    raw = re.compile("|".join(rf"(?<![\w-]){re.escape(i)}(?![\w-])" for i in ids if "-" in i))

    assert [*found(paper, raw), *found(paper, NOTES_OF_COMPILERS)] == []


@every_paper
def test_no_paper_speaks_the_language_of_its_makers(paper: str) -> None:
    assert found(paper, INNER_WORDS) == []


def test_that_there_is_no_real_plot_is_said_and_nothing_is_offered_instead() -> None:
    assert any(NO_PLOTS in text for text in texts_of("trip"))
    assert all(profile.plots == () for profile in book().profiles)


def test_the_notice_on_chemical_parks_stands_whole_on_the_common_page() -> None:
    text = "".join(texts_of("trip"))

    parks = common_page(state()).parks
    assert len(parks) > 1
    assert [said for said, _ in parks if clean(said) not in text] == []


def test_a_word_file_says_what_its_content_says() -> None:
    [paper] = [trip_paper(replace(book(), profiles=book().profiles[:1]))]

    written_down = "".join(word_text(to_word(paper)).split())
    assert [t for t in texts_in(paper.parts[2].blocks) if _flat(t) not in written_down] == []


def _flat(text: str) -> str:
    return "" if text in TONES else "".join(text.split())


TONES = {"plain", "strong", "muted", "warning", "body", "lead", "small", "boxed", "shaded"}


def kept(texts: Iterable[str]) -> int:
    return sum(A_SITE in text for text in texts)


def test_a_source_on_a_site_that_nobody_knows_is_still_named_by_what_it_is() -> None:
    assert kept(texts_of("trip")) < len(texts_of("trip")) / 100
