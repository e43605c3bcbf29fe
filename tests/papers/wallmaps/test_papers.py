"""Wall maps as files: size of the paper, fonts inside, text to be searched, the code to be read."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefings.wallmap_settings import load_settings, settings_files
from chains.catalog import load_catalog
from files.errors import NotFound
from files.opening import failures
from papers.wallmaps.paper import Size, sheet_pdf, sheet_png
from reports.__main__ import main
from tests.builders import HOSTILE, make_chain, make_link
from tests.office_folder import ATTACKS
from tests.papers.papers import squeezed
from tests.papers.wallmaps.wallmaps import BASE, make_sheet, make_wall, shipped_sheet

SEARCHED = ("县域分工图", "永安市", "石墨和石墨烯", "边界：天地图行政区划", "数据版本2026-11-23")
POINTS = {Size.A0: (3370.39, 2383.94), Size.A3: (1190.55, 841.89)}


def page_of(content: bytes) -> PageObject:
    [page] = PdfReader(io.BytesIO(content)).pages
    return page


def fonts_of(page: PageObject) -> Iterator[DictionaryObject]:
    """Every font of a page and of the forms drawn on it."""
    waiting = [page["/Resources"].get_object()]
    while waiting:
        resources = waiting.pop()
        assert isinstance(resources, DictionaryObject)
        yield from (font.get_object() for font in _part(resources, "/Font").values())
        forms = [f.get_object() for f in _part(resources, "/XObject").values()]
        waiting += [f["/Resources"].get_object() for f in forms if "/Resources" in f]


def _part(resources: DictionaryObject, name: str) -> DictionaryObject:
    part = resources[name].get_object() if name in resources else DictionaryObject()
    assert isinstance(part, DictionaryObject)
    return part


def is_embedded(font: DictionaryObject) -> bool:
    inner = font["/DescendantFonts"].get_object()
    assert isinstance(inner, ArrayObject)
    descriptor = inner[0].get_object()["/FontDescriptor"].get_object()
    return bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor))


@pytest.mark.parametrize("size", list(Size))
def test_a_sheet_has_the_size_of_its_paper_and_its_fonts_inside(size: Size) -> None:
    page = page_of(sheet_pdf(shipped_sheet("fluorine"), size))

    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
        POINTS[size], abs=0.1
    )
    fonts = list(fonts_of(page))
    assert fonts
    assert all(is_embedded(font) for font in fonts)


def test_names_and_the_map_line_are_found_by_a_search() -> None:
    page = page_of(sheet_pdf(shipped_sheet("counties"), Size.A3))
    text = squeezed(page.extract_text())

    assert [words for words in SEARCHED if words not in text] == []


def test_a_sheet_is_drawn_in_lines_and_holds_no_picture() -> None:
    resources = page_of(sheet_pdf(shipped_sheet("plots"), Size.A3))["/Resources"].get_object()

    assert isinstance(resources, DictionaryObject)
    forms = [f.get_object() for f in _part(resources, "/XObject").values()]
    assert [form for form in forms if form["/Subtype"] == "/Image"] == []


@pytest.mark.parametrize(
    ("wanted", "path"), [("fluorine", "/chains?chain=fluorine"), ("plots", "/map")]
)
def test_the_code_leads_to_the_live_page(wanted: str, path: str) -> None:
    content = sheet_pdf(shipped_sheet(wanted), Size.A3)
    picture = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil()

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"{BASE}{path}"]


@pytest.mark.parametrize("wanted", ["textiles", "gaps"])
def test_every_attack_of_the_list_stands_in_the_file_as_written(wanted: str) -> None:
    names = {f"link_{at:02}": attack for at, attack in enumerate(ATTACKS)}
    chain = make_chain(states=dict.fromkeys(names, "missing"))
    links = tuple(link.model_copy(update={"name": names[link.id]}) for link in chain.links)
    wall = make_wall(chain.model_copy(update={"name": ATTACKS[0], "links": links}))

    text = squeezed(page_of(sheet_pdf(make_sheet(wall, wanted), Size.A3)).extract_text())

    assert [attack for attack in ATTACKS if squeezed(attack) not in text] == []


def test_a_hostile_name_is_text_in_the_file() -> None:
    chain = make_chain("ore>acid:3", acid="missing")
    links = (make_link("acid", "missing", name="#set text(9pt)"), make_link("ore", name=HOSTILE))
    wall = make_wall(chain.model_copy(update={"name": HOSTILE, "links": links}))

    text = squeezed(page_of(sheet_pdf(make_sheet(wall, "textiles"), Size.A3)).extract_text())

    assert squeezed(HOSTILE) in text
    assert "#settext(9pt)" in text


def test_the_same_data_give_the_same_bytes() -> None:
    sheet = shipped_sheet("seed")

    assert sheet_pdf(sheet, Size.A3) == sheet_pdf(sheet, Size.A3)


def test_a_look_at_a_sheet_is_a_picture() -> None:
    assert sheet_png(shipped_sheet("seed"), 24).startswith(b"\x89PNG")


def test_the_command_writes_one_map_in_both_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path / "office"))

    code = main(["wallmap", "--out", str(tmp_path / "out"), "--only", "林竹"])

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert code == 0
    assert [name[:10] for name in names] == ["挂图_11林竹_A0", "挂图_11林竹_A3"]
    _, _, content = load_catalog().data_version.rpartition("·")  # the day stands once, of today
    assert all(name.endswith(".pdf") and f"_{content}·" in name for name in names)
    assert "1/2 挂图_11林竹_A0" in capsys.readouterr().err


def test_an_unknown_map_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path / "office"))

    code = main(["wallmap", "--out", str(tmp_path / "out"), "--only", "没有的"])

    assert code == 1
    assert "没有叫「没有的」的挂图" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_base_address_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path / "office"))
    monkeypatch.setenv("SANMING_BASE_URL", "javascript:alert(1)")

    assert main(["wallmap", "--out", str(tmp_path / "out"), "--only", "1"]) == 1
    assert not (tmp_path / "out").exists()


def test_an_office_may_choose_other_views(tmp_path: Path) -> None:
    (tmp_path / "wallmaps.yaml").write_text("views: [gaps, checks, projects, plots]\n", "utf-8")

    assert load_settings(tmp_path).views == ("gaps", "checks", "projects", "plots")


@pytest.mark.parametrize(
    "text",
    ["views: [gaps]", "views: [gaps, gaps, plots, desks]", "views: [a, b, c, d]", "sizes: [A0]"],
)
def test_a_choice_that_is_not_four_known_views_is_named_and_the_shipped_one_counts(
    tmp_path: Path, text: str
) -> None:
    own = tmp_path / "wallmaps.yaml"
    own.write_text(text, "utf-8")

    [error] = failures(settings_files(tmp_path))

    assert (error.path, bool(error.closes)) == (own, True)
    assert load_settings(tmp_path) == load_settings()


def test_an_unknown_map_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有叫"):
        shipped_sheet("nothing")
