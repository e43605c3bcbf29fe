"""Which agreement on industrial transfer speaks of a company."""

from pathlib import Path

import pytest

from files.errors import DataError
from targets.scoring.transfers import Transfer, load_transfers, transfer_of, transfer_part

SOURCE = {
    "title": "题",
    "publisher": "社",
    "url": "https://example.cn/",
    "date": "2025",
    "grade": "B",
}


def make_transfer(transfer: str = "one", **fields: object) -> Transfer:
    given: dict[str, object] = {"id": transfer, "says": "签约", "sources": [SOURCE]}
    return Transfer.model_validate(given | fields)


@pytest.mark.parametrize(
    ("province", "city", "chains", "covered"),
    [
        ("浙江", "", ["fluorine"], True),
        ("浙江省", "杭州市", ["fluorine", "seed"], True),
        ("江苏", "苏州市", ["fluorine"], True),
        ("江苏", "无锡", ["fluorine"], False),
        ("", "", ["fluorine"], False),
        ("浙江", "", ["seed"], False),
        ("浙江", "", [], False),
    ],
)
def test_an_agreement_covers_its_places_and_chains(
    province: str, city: str, chains: list[str], *, covered: bool
) -> None:
    agreed = make_transfer(provinces=["浙江"], cities=["苏州"], chains=["fluorine", "textiles"])

    assert agreed.covers(province, city, chains) is covered


def test_an_agreement_that_names_no_chain_covers_all() -> None:
    agreed = make_transfer(provinces=["浙江"])

    assert agreed.covers("浙江", "", [])
    assert agreed.covers("浙江", "", ["seed"])
    assert not agreed.covers("江苏", "", ["seed"])


def test_the_first_agreement_that_covers_a_company_is_told() -> None:
    listed = [
        make_transfer("one", provinces=["浙江"], chains=["seed"]),
        make_transfer("two", provinces=["浙江"]),
        make_transfer("three", provinces=["浙江"]),
    ]

    found = transfer_of(listed, "浙江", "", iter(["fluorine"]))

    assert found is listed[1]
    assert transfer_part(found) == (1.0, 1.0)


def test_without_an_agreement_nobody_knows() -> None:
    assert transfer_of([], "浙江", "", ["fluorine"]) is None
    assert transfer_part(None) == (0.0, 1.0)


def test_an_agreement_without_a_source_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "transfers.yaml"
    path.write_text("- id: one\n  says: 签约\n  sources: []\n", "utf-8")

    with pytest.raises(DataError) as refused:
        load_transfers(path)

    [problem] = refused.value.problems
    assert problem.line == 3
