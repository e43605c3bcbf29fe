"""What programs get: the fields, what is null and what is only rounded."""

import json
from datetime import date
from typing import Any

import pytest

from chains.as_json import chain_json, finding_json, gaps_json
from chains.settings import load_settings
from tests.builders import HOSTILE, assess, assess_city, make_chain, make_finding

SETTINGS = load_settings()
FIELDS = {
    "chain", "link", "presence", "flag", "kind", "density", "broken_paths", "unlock", "policy",
    "urgency", "priority", "rank", "stability", "sentence", "sources",
}  # fmt: skip


def test_every_ranked_row_has_the_promised_fields() -> None:
    chain = make_chain("ore>acid", wanted=["ore"], acid="missing", gas="unknown")

    report = gaps_json(assess_city([chain]), SETTINGS, "v1")

    for name in ("gaps", "wanted", "to_check"):
        rows = report[name]
        assert isinstance(rows, list)
        assert [set(row) >= FIELDS for row in rows] == [True]


def test_a_link_to_check_is_never_called_a_gap() -> None:
    row = finding_json(make_finding("acid", "ore>acid", acid="unknown"))

    assert (row["flag"], row["kind"], row["kind_if_missing"]) == ("to_check", "待核实", "延链")


def test_what_nobody_knows_is_null_and_not_zero() -> None:
    row = finding_json(make_finding("acid", acid="missing"))

    assert (row["density"], row["urgency"], row["policy"]) == (None, None, 0.0)


def test_figures_are_rounded_to_six_digits() -> None:
    row = finding_json(make_finding("acid", "ore>acid:1", "gas>acid:2", acid="missing", gas="weak"))

    assert row["density"] == [0.666667, 0.666667]


def test_sources_are_those_of_the_evidence_each_once() -> None:
    chain = make_chain(grades={"acid": "BAB"}, acid="missing")

    assert finding_json(assess(chain).findings["acid"])["sources"] == ["A0", "B0", "B1"]


def test_a_watched_link_is_listed_apart() -> None:
    chain = make_chain("ore>acid", residents={"acid": ["甲厂"]})

    report = gaps_json(assess_city([chain]), SETTINGS, "v1")

    watch = report["watch"]
    assert isinstance(watch, list)
    assert [(row["link"], row["kind"]) for row in watch] == [("acid", "稳链")]
    assert (report["gaps"], report["wanted"], report["to_check"]) == ([], [], [])


@pytest.mark.parametrize(("stated", "believed"), [("A", "missing"), ("D", "unknown")])
def test_a_chain_shows_what_is_believed_beside_what_is_stated(stated: str, believed: str) -> None:
    shown = chain_json(assess(make_chain(grades={"acid": stated}, acid="missing")), "v1")

    links = shown["links"]
    assert isinstance(links, list)
    assert (links[0]["stated_presence"], links[0]["presence"]) == ("missing", believed)


def test_everything_can_be_written_as_json_and_keeps_hostile_names() -> None:
    chain = make_chain("ore>acid:2 loop", chain="wool").model_copy(update={"name": HOSTILE})

    text = json.dumps(chain_json(assess(chain), "v1"), ensure_ascii=False)

    assert json.loads(text)["name"] == HOSTILE
    assert json.loads(text)["flows"] == [
        {"from": "ore", "to": "acid", "weight": 2, "loop": True, "what": ""}
    ]


def test_a_chain_gives_its_evidence_with_grades_and_what_is_believed() -> None:
    chain = make_chain(grades={"acid": "BA"}, residents={"acid": ["甲厂"]}, acid="missing")

    [link] = listed(chain_json(assess(chain), "v1"), "links")

    assert [(e["source"], e["grade"]) for e in link["evidence"]] == [("B0", "B"), ("A0", "A")]
    assert (link["support"], link["hint"]) == ("full", "")
    assert (link["flag"], link["flags"], link["stage"]) == ("gap", ["gap"], "midstream")


def test_residents_are_given_with_their_counties_and_none_where_it_is_unknown() -> None:
    chain = make_chain(
        residents={"acid": ["甲厂", "乙厂"]}, counties={"甲厂": "尤溪县"}, acid="present"
    )

    [link] = listed(chain_json(assess(chain), "v1"), "links")

    assert link["residents"] == [
        {"name": "甲厂", "county": "尤溪县"},
        {"name": "乙厂", "county": ""},
    ]


def test_a_link_that_is_nothing_to_us_has_no_flag_kind_or_parts() -> None:
    row = finding_json(make_finding("acid", "ore>acid", acid="present"))

    assert (row["flag"], row["flags"], row["kind"], row["kind_if_missing"]) == ("", [], "", "")
    assert (row["unlock_share"], row["policy"], row["urgency"]) == (None, None, None)
    assert row["broken_paths"] == [1, 1]


def test_a_ranked_row_gives_its_priority_as_low_and_high() -> None:
    chain = make_chain("ore>acid:1", "acid>gas:1", acid="missing", gas="unknown")

    [row] = listed(gaps_json(assess_city([chain]), SETTINGS, "v1"), "gaps")

    # ore is here, gas may be: of weights 2 + 3 the chain's mean of ¼ to ½ counts 3; all paths;
    # (30·0.35 + 25) / 0.9 and (30·0.7 + 25) / 0.9
    assert row["priority"] == [39.444444, 51.111111]
    assert (row["density"], row["unlock_share"], row["rank"]) == ([0.5, 1.0], 0.0, 1)
    assert (row["of"], row["stability"]) == (1, None)  # nobody competes for the first five places


def test_a_report_tells_the_weights_and_the_version_it_was_reckoned_with() -> None:
    report = gaps_json({}, SETTINGS, "v1")

    assert report["weights"] == {
        "density": 0.3,
        "broken_paths": 0.25,
        "unlock": 0.2,
        "policy": 0.15,
    }
    assert (report["data_version"], report["first"]) == ("v1", 5)


def listed(report: dict[str, object], name: str) -> list[dict[str, Any]]:
    rows = report[name]
    assert isinstance(rows, list)
    return rows


def test_a_plan_grown_old_is_listed_apart_and_in_no_other_list() -> None:
    old = assess(make_chain(acid="planned"), today=date(2030, 1, 1))

    report = gaps_json({"textiles": old}, SETTINGS, "v1")

    assert [row["presence"] for row in listed(report, "stale")] == ["planned_stale"]
    assert [report[name] for name in ("gaps", "wanted", "to_check", "watch")] == [[], [], [], []]
