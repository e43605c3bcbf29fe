"""`python -m front check`: whatever is wrong with a data file is named with file and line."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefings.data_files import check_files
from chains.catalog import load_catalog
from tests.copied_program import FOLDER, ROOT, Checks, Found, Planted, checking, copy_program

Fault = tuple[bytes | str | None, int | None, str]
"""What stands in the place of the file, the line that is named (None: the file), and the words."""

CHAIN, OTHER = "chains/data/textile.yaml", "chains/data/alternates/food_snack.yaml"
YAML = {
    CHAIN: "链的文件",
    OTHER: "备选链",
    "chains/data/sources.yaml": "来源表",
    "chains/data/settings.yaml": "规则设置",
    "geodata/data/desks.yaml": "片区范围",
    "geodata/data/china_provinces.record.yaml": "图层来源",
    "targets/data/settings.yaml": "评分设置",
    "targets/data/transfers.yaml": "产业转移",
    "briefings/wallmaps/settings.yaml": "挂图设置",
}
CSV = {
    "geodata/data/parks.csv": "园区",
    "geodata/data/chemical_parks.csv": "化工园区",
    "geodata/data/counties.csv": "县区",
    "geodata/data/idle_cases.csv": "案例",
    "geodata/data/sources.csv": "园区来源",
    "geodata/data/county_chains.csv": "县域产业链",
    "geodata/data/divisions.csv": "行政区划",
    "policies/data/rules.csv": "法规",
    "policies/data/allowances.csv": "准入对照",
    "policies/data/acts.csv": "鼓励和禁止事项",
    "policies/data/planning.csv": "规划变化",
    "policies/data/workdays.csv": "工作日",
    "policies/data/sources.csv": "法规来源",
    "targets/data/companies.csv": "企业",
    "targets/data/lists.csv": "榜单",
    "targets/data/links/seed.csv": "归链",
    "targets/data/parents.csv": "母公司",
    "targets/data/short_names.csv": "简称",
    "targets/data/searched.csv": "查找记录",
    "targets/data/gbt4754.csv": "行业",
}
# These list what else there should be, or nobody does: gone together with the rest, they hide it.
ALONE = {"chains/data/settings.yaml", CHAIN, OTHER}
LAYERS = {"geodata/data/sanming_counties.geojson": "县界", "geodata/data/desk_cities.csv": "城市"}


def shipped(path: str) -> bytes:
    return (ROOT / path).read_bytes()


def exchange(path: str, old: str, new: str) -> bytes:
    """The shipped file with the first `old` made `new`."""
    text = shipped(path).decode("utf-8-sig")
    assert old in text, (path, old)
    return text.replace(old, new, 1).encode()


def line_of(path: str, words: str) -> int:
    """The line on which `words` stand first."""
    return shipped(path).decode("utf-8-sig").partition(words)[0].count("\n") + 1


def lines(path: str) -> int:
    return shipped(path).count(b"\n")


WHOLE: dict[str, Fault] = {  # whatever the file is
    "gone": (None, None, "文件不在了"),
    "a folder in its place": (FOLDER, None, "文件夹"),
}


def yaml_faults(path: str) -> dict[str, Fault]:
    raw, end = shipped(path), lines(path)
    anchored = b"--- &a\n" + raw if raw[:1] in b"#-" else b"&a " + raw
    return {
        **(WHOLE if path not in ALONE else {}),
        "empty": (b"", None, "没有内容"),
        "in GBK": (raw + "# 三明\n".encode("gbk"), end + 1, "UTF-8"),
        "with a tab": (raw + b"\t- x: 1\n", end + 1, "Tab"),
        "with a mark of a merge": (raw + b"<<<<<<< HEAD\n", end + 1, "合并"),
        "with an anchor": (anchored, 1, "锚点和别名"),
    }


def csv_faults(path: str) -> dict[str, Fault]:
    raw, end = shipped(path), lines(path)
    head, _, rest = raw.partition(b"\n")
    longer = b"," * (head.count(b",") + 1)
    return {
        **WHOLE,
        "empty": (b"", None, "空的"),
        "in GBK": (raw + "三明\n".encode("gbk"), None, "UTF-8"),
        "with another heading": (b"x" + head + b"\n" + rest, 1, "缺少列"),
        "with a cell too many": (head + b"\n" + longer + b"\n" + rest, 2, ""),
        "with an open quote": (raw + b'"a', end + 1, "引号"),
    }


def layer_faults(path: str) -> dict[str, Fault]:
    raw = shipped(path)
    return {
        **WHOLE,
        "empty": (b"", None, "sha256"),
        "edited": (raw.replace(b"1", b"2", 1), None, "sha256"),
        "cut in the middle": (raw[: len(raw) // 2], None, "sha256"),
    }


KINDS: dict[str, dict[str, Fault]] = {
    **{path: yaml_faults(path) for path in YAML},
    **{path: csv_faults(path) for path in CSV},
    **{path: layer_faults(path) for path in LAYERS},
}

# One word that a later room would refuse or overlook: file, old, new, what is said.
WORDS: list[tuple[str, str, str, str]] = [
    (CHAIN, "      - power", "      - 电力", "可填：power, water, steam"),
    (CHAIN, "    stage: upstream", "    stage: 上游", "可填：upstream"),
    (CHAIN, "    presence: present", "    presence: gone", "可填：strong"),
    (CHAIN, "presence_basis: source", "presence_basis: sources", "可填：source"),
    (CHAIN, "county: 永安市", "county: 永安", "可填：三元区、沙县区"),
    (CHAIN, "desk: 长三角", "desk: 长三角洲", "没有叫「长三角洲」的片区"),
    (CHAIN, "    - 新材料产业", "    - 新材料", "可填：新一代信息技术产业"),
    (CHAIN, "    - '2", "    - 'C2", "写法不对"),
    (CHAIN, "name_status: ", "name_status: x", "写法不对"),
    (CHAIN, "weight: 3", "weight: 4", "不能大于 3"),
    (CHAIN, "from: ", "from: nothing_", "没有编号为"),
    ("chains/data/sources.yaml", "grade: ", "grade: X", "可填：A, B, C, D"),
    ("chains/data/settings.yaml", "reviewed_on: ", "reviewed_on: 昨天", "日期"),
    ("chains/data/settings.yaml", "order:", "orders:", "不认识的键"),
    ("geodata/data/desks.yaml", "id: jing_jin_ji", "id: 京津冀", "写法不对"),
    ("geodata/data/china_lines.record.yaml", "datum: wgs84", "datum: wgs", "可填：wgs84"),
    ("geodata/data/parks.csv", ",三元区,", ",三元,", "三元区"),
    ("geodata/data/chemical_parks.csv", ",revoked,", ",gone,", "可填：recognised"),
    (
        "geodata/data/county_chains.csv",
        ",steel_metal,",
        ",steel_metals,",
        "没有编号为 steel_metals",
    ),
    ("geodata/data/county_chains.csv", ",S09", ",S9999", "没有编号 S9999"),
    ("geodata/data/sources.csv", ",C,", ",E,", "可填：A, B, C, D"),
    ("policies/data/rules.csv", "in_force", "现行", "可填：in_force"),
    ("policies/data/planning.csv", "steel_metal;", "steel;", "没有编号为 steel 的产业链"),
    ("policies/data/rules.csv", ",P01;", ",P999;", "没有编号 P999"),
    ("policies/data/rules.csv", "2024-08-01", "2024-8-32", "应当是日期"),
    ("policies/data/allowances.csv", "hfc_first", "hfc_third", "没有编号 hfc_third"),
    ("policies/data/allowances.csv", "refrigerants", "fridges", "没有环节 fluorine/fridges"),
    ("geodata/data/countries.txt", "日本", "日本Japan", "不是国名"),
    ("targets/data/companies.csv", ",source,", ",sources,", "可填：source, memory"),
    ("targets/data/companies.csv", "c00260bbbf8", "C00260", "写法不对"),
    ("targets/data/companies.csv", "台湾上市公司|", "台湾上市|", "榜单表里没有"),
    ("targets/data/links/seed.csv", "breeding;", "breedings;", "没有环节「breedings」"),
    ("targets/data/links/seed.csv", ",products,", ",product,", "写法不对"),
    ("targets/data/links/seed.csv", "c6bbaee3692", "c0000000000", "没有编号 c0000000000"),
    ("targets/data/parents.csv", ",cc123a3be89,", ",cc123a3be80,", "没有编号 cc123a3be80"),
    ("targets/data/short_names.csv", "000002,", "2,", "写法不对"),
    (
        "targets/data/searched.csv",
        "track_undercarriage",
        "no_such",
        "没有环节「equipment.no_such」",
    ),
    ("targets/data/searched.csv", "2026-11-30", "2026-13-30", "应当是日期"),
    ("targets/data/settings.yaml", "half_life_days: 180", "half_life_days: 0", "不能小于 1"),
    ("targets/data/settings.yaml", "  plant: 1.0", "  plants: 1.0", "可填：plant"),
    ("targets/data/transfers.yaml", "chains: []", "chains: [no_such]", "没有编号为 no_such"),
    ("targets/data/transfers.yaml", "grade: C", "grade: Z", "可填：A, B, C, D"),
    ("targets/data/gbt4754.csv", "0111,", "A0111,", "写法不对"),
    ("briefings/wallmaps/settings.yaml", "plots", "plot", "没有这样的图"),
    ("policies/data/workdays.csv", ",no,春节", ",off,春节", "可填：yes, no"),
    ("policies/data/workdays.csv", "2026-01-04,2026-01-04", "2026-01-05,2026-01-05", "周一至周五"),
]


NOT_READ = {ROOT / "chains" / "data" / "chain.schema.json"}  # for editors; a test holds it
GONE = (CHAIN, "chains/data/settings.yaml", "geodata/data/sanming_counties.record.yaml")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_program(tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="module")
def check_planted(program: Path) -> Iterator[Checks]:
    """One process that looks at the program again and again; a new one imports for seconds."""
    with checking(program) as check_planted:
        yield check_planted


def rounds_of_kinds() -> list[dict[str, Fault]]:
    """Each round breaks every file once, the first in the first way, and so on."""
    most = max(len(faults) for faults in KINDS.values())
    return [
        {path: list(f.values())[i] for path, f in KINDS.items() if i < len(f)} for i in range(most)
    ]


def named(found: list[Found], path: str, line: int | None, words: str) -> bool:
    beside = path.removesuffix(".csv").removesuffix(".geojson") + ".record.yaml"
    return any(
        one.file in {path, beside} and one.line == line and words in one.text and one.closes
        for one in found
    )


def test_every_file_broken_in_every_way_is_named_with_its_line(check_planted: Checks) -> None:
    rounds = rounds_of_kinds()
    assert sum(map(len, rounds)) >= 60

    answers = check_planted([{p: f[0] for p, f in faults.items()} for faults in rounds])

    missed = [
        (path, fault[1:], [one for one in found if one.file == path])
        for faults, found in zip(rounds, answers, strict=True)
        for path, fault in faults.items()
        if not (path.endswith("settings.yaml") and fault[0] == b"")
        and not named(found, path, *fault[1:])
    ]
    assert missed == []


def test_a_word_that_a_later_room_would_refuse_is_named_with_its_line(
    check_planted: Checks,
) -> None:
    rounds: list[Planted] = [{path: exchange(path, old, new)} for path, old, new, _ in WORDS]

    answers = check_planted(rounds)

    missed = [
        (path, new, said, found)
        for (path, old, new, said), found in zip(WORDS, answers, strict=True)
        if not named(found, path, line_of(path, old), said)
    ]
    assert missed == []


@pytest.mark.parametrize("path", GONE)
def test_a_file_that_others_lean_on_is_named_when_it_is_gone(
    check_planted: Checks, path: str
) -> None:
    [found] = check_planted([{path: None}])

    assert [one.file for one in found] == [path]
    assert "文件不在了" in found[0].text


def test_every_data_file_of_the_program_is_opened_by_the_check() -> None:
    folders = [ROOT / room / "data" for room in ("chains", "policies", "geodata", "targets")]
    found = {path for folder in folders for path in folder.rglob("*.*") if path.is_file()}
    found |= set((ROOT / "briefings").rglob("*.yaml"))

    opened = check_files({"SANMING_DATA": "/nowhere"}, load_catalog()).paths

    assert set(opened) == found - NOT_READ
    assert len(opened) == len(set(opened))


def test_the_shipped_data_and_an_office_without_own_files_are_well(check_planted: Checks) -> None:
    assert check_planted([{}]) == [[]]


OWN: dict[str, Callable[[], bytes]] = {
    "var/chains/textile.yaml": lambda: exchange(CHAIN, "    stage: upstream", "    stage: x"),
    "var/chains/settings.yaml": lambda: b"order: 1\n",
    "var/chains/sources.yaml": lambda: b"- id: 1\n",
    "var/targets/settings.yaml": lambda: b"first: 0\n",
    "var/wallmaps.yaml": lambda: b"views: [a, b, c, d]\n",
    "var/geodata/sanming_counties.geojson": lambda: b"{}",
    "var/policies/acts.csv": lambda: b"kind,act\n",
    "var/policies/workdays.csv": lambda: b"first,last\n",
    "var/papers.yaml": lambda: b"layout: red\n",
    "var/trip.yaml": lambda: b"road_factor: 0\n",
}


def test_a_wrong_file_of_the_office_is_named_with_its_line(check_planted: Checks) -> None:
    found = check_planted([{path: make() for path, make in OWN.items()}])[0]

    assert {one.file for one in found} == set(OWN)
    assert {one.file for one in found if not one.line} == {"var/geodata/sanming_counties.geojson"}


def check(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "front", "check", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def test_the_command_names_file_and_line_and_ends_with_1(program: Path) -> None:
    path = program / CHAIN
    before = path.read_bytes()
    path.write_bytes(exchange(CHAIN, "      - power", "      - 电力"))
    try:
        said, told = check(cwd=program), check("--json", cwd=program)
    finally:
        path.write_bytes(before)

    assert (said.returncode, told.returncode) == (1, 1)
    line = line_of(CHAIN, "      - power")
    assert f"{path} 第{line}行" in said.stderr
    assert "这条链暂不显示" in said.stderr
    [closed] = json.loads(told.stdout)["closed"]
    assert closed["file"] == str(path)
    assert [problem["line"] for problem in closed["problems"]] == [line]


def test_the_command_says_that_all_is_well() -> None:
    done = check()

    assert (done.returncode, done.stderr) == (0, "")
    assert "都能打开" in done.stdout
