"""The commands: exit codes, Chinese answers, JSON that programs can read."""

import csv
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest

from chains.__main__ import main
from chains.catalog import load_catalog
from chains.commands import Reckoning, run
from chains.gaps.assessment import Assessment
from chains.model import Chain, Presence
from chains.schema import schema_text, write_schema
from tests.builders import HOSTILE, TODAY, assess, write_chain

Captured = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands an empty data folder, whatever this computer has in its own."""
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    (tmp_path / "chains").mkdir()
    return tmp_path / "chains"


def test_check_is_content_with_what_is_shipped(capsys: Captured) -> None:
    assert main(["check"]) == 0

    out = capsys.readouterr()
    links = sum(len(chain.links) for chain in load_catalog().chains.values())
    assert f"16 条产业链、{links} 个环节可用" in out.out
    assert out.err == ""


def test_check_lists_by_site_the_addresses_no_reader_is_given(
    office: Path, capsys: Captured
) -> None:
    url = "http://copies.example.org/a"
    write_chain(office, sources=[{"id": "T1", "title": "题", "grade": "B", "url": url}])

    assert main(["check", "--hosts"]) == 0

    listed = capsys.readouterr().out
    assert "     1 copies.example.org\n" in listed
    assert "gov.cn" not in listed
    for held_in in ("chains/data", "geodata/data", "policies/data", "targets/data"):
        assert f"\n{held_in}：不给读者的网址" in listed


def test_check_names_file_and_line_of_a_broken_chain(office: Path, capsys: Captured) -> None:
    path = write_chain(office, color="red")
    line = path.read_text("utf-8").splitlines().index("color: red") + 1

    assert main(["check"]) == 1

    assert f"{path} 第{line}行「color」：不认识的键" in capsys.readouterr().err


def test_check_refuses_a_presence_without_evidence_by_its_line(
    office: Path, capsys: Captured
) -> None:
    link = {"id": "fabric", "name": "面料", "stage": "midstream", "presence": "missing"}
    write_chain(office, links=[link], sources=[])

    assert main(["check"]) == 1

    said = capsys.readouterr().err
    assert "textiles.yaml 第8行" in said
    assert "没有一条证据写 proves: missing" in said


def test_gaps_as_json_lists_what_sources_prove(capsys: Captured) -> None:
    assert main(["gaps", "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    for name in ("gaps", "wanted", "to_check"):
        assert report["counts"][name] == len({row["rank"] for row in report[name]}) > 0
    assert report["data_version"].startswith("20")


def test_gaps_of_one_chain_names_no_other(capsys: Captured) -> None:
    assert main(["gaps", "--chain", "fluorine", "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    rows = [row for name in ("gaps", "wanted", "to_check", "watch") for row in report[name]]
    assert {row["chain"] for row in rows} == {"fluorine"}


def test_gaps_are_printed_in_words(capsys: Captured) -> None:
    assert main(["gaps"]) == 0

    out = capsys.readouterr().out
    assert all(
        f"\n{word} " in out for word in ("缺口", "补链方向", "待核实", "在建待核", "补链方向待核")
    )
    assert "前 5 名的把握" in out


def test_a_closed_chain_is_reported_while_the_others_are_listed(
    office: Path, capsys: Captured
) -> None:
    write_chain(office, color="red")

    assert main(["gaps", "--json"]) == 0

    out = capsys.readouterr()
    assert json.loads(out.out)["gaps"]
    assert "textiles.yaml" in out.err


@pytest.mark.parametrize("command", [["show", "nope"], ["gaps", "--chain", "nope"]])
def test_an_unknown_chain_is_answered_with_those_there_are(
    command: list[str], capsys: Captured
) -> None:
    assert main(command) == 1

    out = capsys.readouterr()
    assert "没有编号为「nope」的产业链" in out.err
    assert "fluorine" in out.err
    assert out.out == ""


def test_show_prints_every_link_of_a_chain(capsys: Captured) -> None:
    assert main(["show", "fluorine"]) == 0

    links = load_catalog().chain("fluorine").links
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(links)


def test_show_as_json_keeps_a_hostile_name(office: Path, capsys: Captured) -> None:
    write_chain(office, name=HOSTILE)

    assert main(["show", "textiles", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["name"] == HOSTILE


def test_an_audit_repeats_for_its_seed(capsys: Captured) -> None:
    command = ["audit", "--sample", "5", "--json", "--seed"]
    printed = []
    for seed in ("7", "7", "8"):
        assert main([*command, seed]) == 0
        printed.append(json.loads(capsys.readouterr().out)["sample"])

    assert printed[0] == printed[1] != printed[2]
    assert [len(sample) for sample in printed] == [5, 5, 5]
    assert [row["row"] for row in printed[0]] == ["L01", "L02", "L03", "L04", "C01"]
    assert all(row["says"] and row["source"] and row["follows"] for row in printed[0])


def test_an_audit_larger_than_the_data_prints_it_all(capsys: Captured) -> None:
    assert main(["audit", "--sample", "1000000", "--json"]) == 0

    everything = json.loads(capsys.readouterr().out)["sample"]
    assert len({json.dumps(row, sort_keys=True) for row in everything}) > 420


def test_an_audit_is_a_table_with_room_for_the_verdict(capsys: Captured) -> None:
    assert main(["audit", "--sample", "105", "--seed", "3"]) == 0

    heads, *rows = csv.reader(capsys.readouterr().out.splitlines())
    assert heads[:4] == ["row", "statement", "source", "says"]
    assert heads[-4:] == ["verdict", "why", "evidence", "checked_against"]
    assert Counter(row[0][0] for row in rows) == {"L": 53, "C": 26, "P": 13, "F": 13}
    assert {len(row) for row in rows} == {len(heads)}


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["nope"],
        ["show"],
        ["audit", "--sample", "-1"],
        ["audit", "--sample", "x"],
        ["check", "-z"],
    ],
)
def test_a_command_not_understood_is_answered_in_chinese(
    command: list[str], capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as left:
        main(command)

    assert left.value.code == 2
    assert "命令没有看懂" in capsys.readouterr().err


def test_wrong_settings_stop_every_command_by_name(office: Path, capsys: Captured) -> None:
    (office / "settings.yaml").write_text("reviewed_on: gestern\n", "utf-8")

    assert main(["check"]) == 1

    assert "settings.yaml 第1行" in capsys.readouterr().err


def test_the_lists_are_printed_one_after_the_other_with_places_of_the_city(
    office: Path, capsys: Captured
) -> None:
    written = [("a", "missing"), ("b", "unknown")]
    links = [
        {"id": f"link_{i}", "name": f"环节{i}", "stage": "midstream", "presence": presence,
         "presence_basis": "source",
         "evidence": [{"source": "T1", "proves": "missing", "says": f"无{i}", "as_of": "2025"}]}
        for i, presence in written
    ]  # fmt: skip
    write_chain(office, links=links)

    assert main(["gaps", "--chain", "textiles"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.endswith("个")] == [
        "缺口 1 个",
        "补链方向 0 个",
        "待核实 1 个",
        "有补链方向、还没核对过 0 个",
        "在建待核 0 个",
        "补链方向待核 0 个",
    ]
    listed = [line.split(" 优先度")[0].split(maxsplit=1) for line in lines if "优先度" in line]
    assert [name for _, name in listed] == ["纺织 · 环节a", "纺织 · 环节b"]
    assert main(["gaps", "--json"]) == 0
    city = json.loads(capsys.readouterr().out)
    ours = [row for key in ("gaps", "to_check") for row in city[key] if row["chain"] == "textiles"]
    assert [int(place) for place, _ in listed] == [row["rank"] for row in ours]
    assert int(listed[1][0]) > 1  # among the shipped links to check it stands where it belongs


def test_a_chain_is_shown_with_presence_and_flags(office: Path, capsys: Captured) -> None:
    write_chain(office)

    assert main(["show", "textiles"]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("纺织（textiles） 数据版本 20")
    assert second.split() == ["fabric", "面料", "缺失", "缺口"]


def test_an_audit_draws_twenty_unless_told_otherwise(capsys: Captured) -> None:
    assert main(["audit", "--json"]) == 0
    unasked = json.loads(capsys.readouterr().out)["sample"]
    assert main(["audit", "--json", "--sample", "20", "--seed", "7"]) == 0

    assert len(unasked) == 20
    assert unasked == json.loads(capsys.readouterr().out)["sample"]


def test_a_reckoning_of_the_ledger_counts_and_stands_in_the_version(
    office: Path, capsys: Captured
) -> None:
    write_chain(office)
    counted = Reckoning(_with_fabric, TODAY, "·0042")

    assert run(["show", "textiles", "--json"], "python -m chains", counted) == 0
    shown = json.loads(capsys.readouterr().out)
    assert run(["gaps", "--chain", "textiles", "--json"], "python -m chains", counted) == 0
    gaps = json.loads(capsys.readouterr().out)

    assert shown["links"][0]["presence"] == "strong"
    assert gaps["gaps"] == []
    assert shown["data_version"] == gaps["data_version"]
    assert shown["data_version"].endswith("·0042")


def test_the_schema_is_written_where_it_says(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chain.schema.json"
    monkeypatch.setattr("chains.commands.write_schema", partial(write_schema, path))

    assert main(["schema"]) == 0

    assert str(path) in capsys.readouterr().out
    assert path.read_text("utf-8") == schema_text()


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "chains", "gaps", "--json"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""
    assert not (tmp_path / "errors.log").exists()


def _with_fabric(chains: Iterable[Chain]) -> dict[str, Assessment]:
    return {one.id: assess(one, assume={"fabric": Presence.STRONG}) for one in chains}
