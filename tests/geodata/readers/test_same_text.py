"""No row says anything but what its file says, or a question or notice says that it may not."""

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.readers.any_file import read_upload
from geodata.reading import Reading
from tests.geodata.map_files import shapefile_parts, zipped
from tests.geodata.readers.drawn_files import TOLD

CODECS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
COMMON = st.sampled_from("地块闲置工业用地三元区永安市萤石住宅学校石英铅锌医药仓储一二三号东西南北")
WORDS = st.text(st.one_of(COMMON, COMMON, HANZI, st.sampled_from("AZ09 ()（）-,\"'")), max_size=12)
NAMES = st.lists(WORDS.map(lambda word: f"甲{word.strip()}乙"), min_size=1, max_size=6)


def assert_same(reading: Reading, names: list[str]) -> None:
    if reading.questions:  # the encoding is asked, and the text stands in the preview
        assert {question.what for question in reading.questions} == {"encoding"}
        return
    written = {f"R-{at:04d}x": name for at, name in enumerate(names)}
    told = " ".join(map(str, reading.warnings))
    for entry in reading.entries:
        if entry.plot is not None:
            assert entry.plot.name == written[entry.plot.id] or entry.plot.id in told
    if not reading.problems:
        assert len(reading.plots) == len(names)


@settings(max_examples=60, deadline=None)
@given(NAMES, CODECS)
def test_a_csv_comes_in_as_it_is_written(names: list[str], codec: str) -> None:
    target = io.StringIO(newline="")
    rows = [(f"R-{at:04d}x", name, "闲置土地", "永安市") for at, name in enumerate(names)]
    csv.writer(target).writerows([("编号", "名称", "类型", "县区"), *rows])

    assert_same(read_upload(target.getvalue().encode(codec), "a.csv"), names)


@settings(max_examples=60, deadline=None)
@given(NAMES, CODECS)
def test_a_geojson_comes_in_as_it_is_written(names: list[str], codec: str) -> None:
    features = [
        {"type": "Feature", "properties": {"编号": f"R-{at:04d}x", "名称": name}, "geometry": None}
        for at, name in enumerate(names)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)

    assert_same(read_upload(text.encode(codec), "a.geojson", TOLD), names)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.sampled_from(["utf-8", "gb18030"]), st.sampled_from([b"", b"System", b"GBK"]))
def test_a_table_comes_in_as_it_is_written(names: list[str], codec: str, cpg: bytes) -> None:
    short = [name[:10].rstrip() for name in names]
    parts = shapefile_parts(names=short, encoding=codec)

    reading = read_upload(zipped({**parts, "图层.cpg": cpg}), "a.zip", TOLD | {"unit": "亩"})

    read = [entry.plot.name for entry in reading.entries if entry.plot is not None]
    asked = {question.what for question in reading.questions}
    assert read == short or "encoding" in asked or reading.problems
