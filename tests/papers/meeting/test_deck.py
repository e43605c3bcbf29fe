"""The deck: native shapes that say what the screen says, in PowerPoint and LibreOffice alike."""

import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import pytest

from briefings.changes.change import Change, ChangeKind
from chains.catalog import load_catalog
from drawing.shapes.looks import look_of, named
from papers.meeting.deck import deck_bytes, deck_job
from papers.meeting.sheets import meeting_sheets
from tests.builders import HOSTILE, assess, make_chain
from tests.office_folder import ATTACKS
from tests.papers.meetings import (
    all_paragraphs,
    all_shapes,
    make_decision,
    make_meeting,
    open_deck,
    slide_text,
    small_chain,
)
from tests.papers.states import make_state


def test_a_slide_per_screen_16_to_9_with_notes() -> None:
    meeting = make_meeting()
    deck = open_deck(deck_bytes(meeting))
    sheets = meeting_sheets(meeting)

    assert deck.slide_width * 9 == deck.slide_height * 16
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        s.title for s in sheets
    ]
    for slide, sheet in zip(deck.slides, sheets, strict=True):
        assert slide.notes_slide.notes_text_frame.text == "\n".join(sheet.notes)


def test_every_slide_carries_the_data_version_and_its_number() -> None:
    meeting = make_meeting()
    slides = list(open_deck(deck_bytes(meeting)).slides)

    for number, slide in enumerate(slides, start=1):
        assert f"数据版本 {meeting.version}" in slide_text(slide)
        assert f"{number} / {len(slides)}" in slide_text(slide)


def test_the_graph_is_boxes_with_text_and_lines_of_which_some_are_glued() -> None:
    state = make_state(small_chain())
    slide = open_deck(deck_bytes(make_meeting(state=state))).slides[2]
    shapes = list(all_shapes(slide.shapes))
    names = {finding.link.name for finding in assess(small_chain()).findings.values()}
    boxes = [s for s in shapes if s.has_text_frame and s.name in names]
    lines = [s for s in shapes if s.name == "流向"]
    glued = [s for s in lines if s.element.tag.endswith("cxnSp")]

    assert {box.name for box in boxes} == names
    assert len(lines) == 4
    assert glued
    ends = {e.get("id") for s in glued for e in s.element.iter() if "Cxn" in e.tag and e.get("id")}
    assert ends <= {str(box.shape_id) for box in boxes}
    assert not any(s.shape_type is not None and "PICTURE" in str(s.shape_type) for s in shapes)


@cache
def slides_of_all_chains() -> tuple[Any, ...]:
    """The slides of every shipped chain, with a decision and changes; made once."""
    state = make_state(*load_catalog().chains.values())
    many = [Change(ChangeKind.PLOT_ADDED, f"地块{i}", "不在册 → 空闲", "县报表") for i in range(9)]
    meeting = make_meeting(make_decision(1, "定用地"), state=state, changes=many)
    return tuple(open_deck(deck_bytes(meeting)).slides)


def test_no_letter_of_a_slide_is_smaller_than_14_points() -> None:
    sizes = [
        run.font.size.pt
        for slide in slides_of_all_chains()
        for paragraph in all_paragraphs(slide)
        for run in paragraph.runs
    ]

    assert len(sizes) > 1000
    assert min(sizes) >= 14


def test_no_name_stands_under_a_cell_of_its_box() -> None:
    groups = [
        shape
        for slide in slides_of_all_chains()
        for shape in slide.shapes
        if hasattr(shape, "shapes")
    ]

    assert len(groups) == sum(len(chain.links) for chain in load_catalog().chains.values())
    for group in groups:
        box, sign, *badge = group.shapes
        text = box.text_frame
        assert box.left + text.margin_left >= sign.left + sign.width, group.name
        room = box.left + box.width - text.margin_right
        assert all(room <= cell.left + 3 * 6350 for cell in badge), group.name


def test_every_run_names_a_chinese_font_for_east_asian_letters() -> None:
    for slide in open_deck(deck_bytes(make_meeting())).slides:
        for shape in all_shapes(slide.shapes):
            if not shape.has_text_frame:
                continue
            for run in (run for p in shape.text_frame.paragraphs for run in p.runs):
                faces = {e.tag.rpartition("}")[2]: e.get("typeface") for e in run.font._element}  # noqa: SLF001
                assert faces["ea"] == faces["latin"] == "Microsoft YaHei"


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_name_stands_there_as_it_is(attack: str) -> None:
    chain = make_chain("ore>acid", acid="missing")
    renamed = [link.model_copy(update={"name": attack}) for link in chain.links]
    chain = chain.model_copy(update={"name": attack, "links": tuple(renamed)})
    meeting = make_meeting(make_decision(1, attack), state=make_state(chain))
    _, opening, graph, _, decisions = open_deck(deck_bytes(meeting)).slides

    assert attack in slide_text(decisions)
    assert attack in graph.notes_slide.notes_text_frame.text
    assert attack[:4] in slide_text(opening)


def test_the_deck_holds_no_link_to_elsewhere() -> None:
    chain = make_chain(acid="missing").model_copy(update={"name": HOSTILE})
    content = deck_bytes(make_meeting(state=make_state(chain)))

    with zipfile.ZipFile(BytesIO(content)) as package:
        relations = [n for n in package.namelist() if n.endswith(".rels")]
        assert not any(b'TargetMode="External"' in package.read(n) for n in relations)


def test_the_file_is_named_in_chinese_with_day_and_data_version() -> None:
    name = deck_job(make_meeting()).name

    assert name == "联席会议_2026-11-25_ab12cd·0001.pptx"


@pytest.mark.parametrize(
    ("node", "above", "name", "value"),
    [
        (("rect", {"class": "box"}), "link missing", "stroke-dasharray", "7 4"),
        (("rect", {"class": "box"}), "link strong", "fill", "#1e6f4c"),
        (("text", {"class": "name"}), "link unknown", "font-weight", "400"),
        (("text", {"class": "status"}), "link strong", "fill", "#ffffff"),
        (("path", {"class": "flow w1 extra"}), "", "display", "none"),
    ],
)
def test_the_deck_looks_as_the_style_sheet_says(
    node: tuple[str, dict[str, str | float]], above: str, name: str, value: str
) -> None:
    assert look_of(named(*node), [named("g", {"class": above})])[name] == value
