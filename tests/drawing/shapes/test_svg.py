"""A drawing as a file: well-formed, literal about names, one page with its fonts."""

import os
import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from drawing.chain.drawing import draw_chain
from drawing.shapes.lettering import measure
from drawing.shapes.model import PAPER, SCREEN
from drawing.shapes.svg import to_pdf, to_png, to_svg
from tests.papers.figures import HOSTILE, make_flow, make_link, shipped

NAMESPACE = "{http://www.w3.org/2000/svg}"
LINKS = [
    make_link("ore", "upstream", "萤石开采"),
    make_link("acid", "midstream", "无水氢氟酸", "missing"),
    make_link("salt", "downstream", "含氟锂盐", "unknown"),
]
FLOWS = [make_flow("ore", "acid"), make_flow("acid", "salt", 1)]
DRAWING = draw_chain("氟新材料", LINKS, FLOWS)


def elements(svg: str, tag: str) -> list[ET.Element]:
    root = ET.fromstring(svg)  # noqa: S314 - written a moment ago by the code under test
    return list(root.iter(NAMESPACE + tag))


def classes_of(svg: str, key: str, value: str) -> set[str]:
    found = [node for tag in ("g", "path") for node in elements(svg, tag) if node.get(key) == value]
    return {name for node in found for name in str(node.get("class")).split()}


@pytest.mark.parametrize("chain_id", sorted(shipped()))
def test_every_shipped_chain_is_well_formed(chain_id: str) -> None:
    title, links, flows = shipped()[chain_id]

    svg = to_svg(draw_chain(title, links, flows), note="来源：公开资料")

    texts = {node.text for node in elements(svg, "text")}
    assert {title, "来源：公开资料"} <= texts


@pytest.mark.parametrize(
    "text", [HOSTILE, '"><svg onload=alert(1)>', "a&b</style>", "]]>", "\x00\x1b坏"]
)
def test_a_hostile_text_stands_literally_in_the_file(text: str) -> None:
    links = [make_link("a", "upstream", text[:8]), make_link("b", "downstream", text)]
    drawing = draw_chain(text, links, [make_flow("a", "b")])

    svg = to_svg(drawing, note=text)

    readable = text.replace("\x00", "").replace("\x1b", "")
    assert readable in {node.text for node in elements(svg, "text")}
    assert elements(svg, "img") == []
    assert len(elements(svg, "svg")) == 1


def test_a_chosen_link_brings_out_its_flows_and_dims_far_links() -> None:
    svg = to_svg(DRAWING, selected="ore")

    assert "sel" in classes_of(svg, "data-link", "ore")
    assert "on" in classes_of(svg, "data-to", "acid")
    assert not {"sel", "far"} & classes_of(svg, "data-link", "acid")
    assert "far" in classes_of(svg, "data-link", "salt")


def test_a_file_without_frame_has_the_size_of_the_drawing() -> None:
    root = elements(to_svg(DRAWING, framed=False), "svg")[0]

    assert (root.get("width"), root.get("height")) == (str(DRAWING.width), str(DRAWING.height))
    assert root.get("viewBox") == f"0 0 {DRAWING.width} {DRAWING.height}"


@pytest.mark.parametrize("chain_id", sorted(shipped()))
def test_a_paper_has_the_proportion_of_a_sheet(chain_id: str) -> None:
    svg = to_svg(draw_chain(*shipped()[chain_id], PAPER), note="来源")

    root = elements(svg, "svg")[0]
    width, height = float(str(root.get("width"))), float(str(root.get("height")))
    assert width / height == pytest.approx(2**0.5, abs=0.002)


def test_the_frame_is_wide_enough_for_its_legend_around_a_narrow_drawing() -> None:
    svg = to_svg(draw_chain("链", [make_link("only")], []))

    captions = [node for node in elements(svg, "text") if node.get("class") == "caption"]
    ends = [float(str(node.get("x"))) + measure(str(node.text), 12) for node in captions]
    assert max(ends) <= float(str(elements(svg, "svg")[0].get("width")))


def test_a_file_asks_for_nothing_from_elsewhere() -> None:
    svg = to_svg(DRAWING)

    assert [word for word in ("http://", "https://", "@import", "href") if word in svg] == [
        "http://"
    ]
    assert svg.count("http://") == svg.count("http://www.w3.org/2000/svg")


def test_a_picture_is_a_png() -> None:
    assert to_png(to_svg(DRAWING), scale=0.5).startswith(b"\x89PNG")


def test_a_page_embeds_its_fonts_and_keeps_its_letters() -> None:
    reader = PdfReader(BytesIO(to_pdf(to_svg(draw_chain("氟新材料", LINKS, FLOWS, PAPER)))))

    numbers = range(1, len(reader.xref[0]) + 1)
    objects = [IndirectObject(number, 0, reader).get_object() for number in numbers]
    fonts = [
        item
        for item in objects
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all(any(key.startswith("/FontFile") for key in font) for font in fonts)
    assert "无水氢氟酸" in reader.pages[0].extract_text()


def test_the_file_does_not_depend_on_the_hash_seed() -> None:
    program = (
        "import hashlib\n"
        "from drawing.chain.drawing import draw_chain\n"
        "from drawing.shapes.svg import to_svg\n"
        "from tests.papers.figures import shipped\n"
        "files = [to_svg(draw_chain(*shipped()[chain])) for chain in sorted(shipped())]\n"
        "print(hashlib.sha256(''.join(files).encode()).hexdigest())\n"
    )

    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(sums) == 1


def test_screen_and_paper_letters_are_at_least_twelve_and_twenty() -> None:
    assert SCREEN.scale * min(SCREEN.name_font, SCREEN.status_font) >= 12
    assert PAPER.scale * min(PAPER.name_font, PAPER.status_font) >= 20
