"""Read KML and KMZ: places, names and data of placemarks; nothing a file points to is opened.

A document type is refused, so that no entity can be declared; links to other files are named and
not followed.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree, html

from files.encoding import UnknownEncoding
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused, refuse_large
from files.sheets.zip_members import read_members
from geodata.coordinates import CoordinateRefused
from geodata.features import (
    MAX_COLUMNS,
    MAX_FEATURES,
    MAX_TEXT,
    MAX_VERTICES,
    FeatureReading,
    refused,
)
from geodata.model import Datum
from geodata.placing import TOO_MUCH, Drawn, Loop, StatedPlace, place_features
from geodata.texts import asked_encoding

MOST_KML = 20_000_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
FORBIDDEN = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{0,30})?([eE][+-]?\d{1,3})?")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
UNNAMED = "扩展数据"
LINKS = ("NetworkLink", "Model")
NOT_KML = "不是 KML 文件，或已损坏，库里的数据没有改动；请重新导出后再导入"
Element: TypeAlias = Any  # lxml has no types


def read_kml(raw: bytes, interview: Interview) -> FeatureReading:
    """Return the placemarks of a KML in WGS-84; `row` counts them in the order of the file."""
    try:
        refuse_large(raw)
        encoding = asked_encoding(raw, interview)
        root = _parsed(encoding.decode(raw))
        drawn = list(_drawn(root))
        # Degrees by the form's own rule; maps sold in China write shifted ones all the same.
        found = place_features(drawn, StatedPlace(likely=Datum.WGS84), interview)
    except (UploadRefused, CoordinateRefused, UnknownEncoding) as error:
        return refused(error)
    return found.joined(warnings=[*_links(root), *_pages(root)], encoding=encoding.name)


def read_kmz(raw: bytes, interview: Interview) -> FeatureReading:
    """Return what `read_kml` does of the one KML in a KMZ, doc.kml if there are several."""
    try:
        members = read_members(raw, {".kml": MOST_KML})
    except UploadRefused as error:
        return refused(error)
    if not members:
        msg = "压缩包里没有 .kml 文件，库里的数据没有改动；请重新导出后再导入"
        return refused(UploadRefused(msg))
    name = next((name for name in members if name.lower().endswith("doc.kml")), next(iter(members)))
    found = read_kml(members[name], interview)
    others = [RowProblem(0, "", f"压缩包里的「{n[:60]}」没有读") for n in members if n != name]
    return found.joined(warnings=others)


def _parsed(text: str) -> Element:
    bare = DECLARATION.sub("", text.lstrip("\ufeff"))
    if FORBIDDEN.search(bare):
        msg = "文件里有文档类型或实体声明（DOCTYPE、ENTITY），没有读取，库里的数据没有改动"
        raise UploadRefused(msg)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(bare.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UploadRefused(NOT_KML) from error
    if _local(root) != "kml":
        raise UploadRefused(NOT_KML)
    return root


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if _local(one) == name)


def _child_text(element: Element, name: str) -> str:
    return next(("".join(one.itertext()).strip() for one in element if _local(one) == name), "")


def _drawn(root: Element) -> Iterator[Drawn]:
    vertices = 0
    for row, placemark in enumerate(_named(root, "Placemark"), 1):
        one = _placemark(row, placemark)
        vertices += sum(map(len, one.loops))
        if row > MAX_FEATURES or vertices > MAX_VERTICES:
            raise UploadRefused(TOO_MUCH)
        yield one


def _placemark(row: int, placemark: Element) -> Drawn:
    properties = _properties(placemark)
    if problem := _too_much(properties):
        return Drawn(row, {}, problem=problem)
    try:
        loops = list(_loops(placemark))
        points = [places[0] for one in _named(placemark, "Point") if (places := _places(one))]
    except ValueError:
        return Drawn(row, properties, problem="坐标不是数字；请重新导出")
    if loops:
        return Drawn(row, properties, tuple(loops))
    if len(points) > 1:
        return Drawn(row, properties, problem=f"一个地标里有 {len(points)} 个点，不知道取哪一个")
    if points:
        return Drawn(row, properties, point=points[0])
    lines = any(True for name in ("LineString", "Track") for _ in _named(placemark, name))
    return Drawn(row, properties, problem="是没有闭合的线，不是面或点" if lines else "")


def _loops(placemark: Element) -> Iterator[Loop]:
    """Give the rings of all polygons, and the lines that end where they began."""
    for ring in _named(placemark, "LinearRing"):
        yield _places(ring)
    for line in _named(placemark, "LineString"):
        places = _places(line)
        if len(places) > 3 and places[0] == places[-1]:  # noqa: PLR2004  (a triangle, closed)
            yield places


def _places(element: Element) -> list[tuple[float, float]]:
    """Return the places of a shape.

    Raises:
        ValueError: one is no pair of numbers.
    """
    places = []
    for word in _child_text(element, "coordinates").split():
        numbers = word.split(",")
        if len(numbers) < 2 or not all(NUMBER.fullmatch(number) for number in numbers[:2]):  # noqa: PLR2004
            raise ValueError(word)
        places.append((float(numbers[0]), float(numbers[1])))
    return places


def _properties(placemark: Element) -> dict[str, str]:
    texts: dict[str, str] = {}
    _put(texts, "名称", _child_text(placemark, "name"))
    if description := _child_text(placemark, "description"):
        texts["备注"] = _words_of_page(description) if _is_page(description) else description
    for data in _named(placemark, "Data"):
        _put(texts, data.get("name", "").strip() or UNNAMED, _child_text(data, "value"))
    for data in _named(placemark, "SimpleData"):
        text = "".join(data.itertext()).strip()
        _put(texts, data.get("name", "").strip() or UNNAMED, text)
    return texts


def _too_much(texts: dict[str, str]) -> str:
    """Say what is longer, or more, than a row may hold; "" where all of it can be taken."""
    if (many := sum(map(bool, texts.values()))) > MAX_COLUMNS:
        return f"有 {many} 项数据，最多 {MAX_COLUMNS} 项；请在原软件里删去不用的再导出"
    too_long = next((name for name, text in texts.items() if len(text) > MAX_TEXT), "")
    return f"「{too_long[:40]}」太长，最多 {MAX_TEXT} 个字" if too_long else ""


def _is_page(description: str) -> bool:
    return bool(TAG.search(description))


def _words_of_page(description: str) -> str:
    """Return the words of a description that is written as a web page, its tags left out."""
    words = html.fromstring(f"<div>{description}</div>").itertext()
    return " ".join(" ".join(words).split())


def _pages(root: Element) -> list[RowProblem]:
    """Say which descriptions are web pages, of which the words alone were taken."""
    return [
        RowProblem(row, "备注", "说明（description）是网页格式，只留下其中的文字")
        for row, placemark in enumerate(_named(root, "Placemark"), 1)
        if _is_page(_child_text(placemark, "description"))
    ]


def _put(texts: dict[str, str], title: str, text: str) -> None:
    """Keep a text; of two that differ under one name the second is kept beside it."""
    before = texts.get(title, "")
    if not before:
        texts[title] = text
    elif text and text != before:
        texts.setdefault(f"扩展数据：{title}", text)


def _links(root: Element) -> list[RowProblem]:
    found = sum(1 for name in LINKS for _ in _named(root, name))
    text = f"文件里有 {found} 处指向别的文件或网址，没有打开；其中的内容没有导入"
    return [RowProblem(0, "", text)] if found else []
