"""Every row of all 16 chains, compared with a second, naive reckoning (by_hand.py)."""

from functools import cache
from typing import Any

import pytest

from chains.as_json import gaps_json
from chains.catalog import chain_files, load_catalog
from tests.builders import assess_city
from tests.chains import by_hand

LISTS = ("gaps", "wanted", "to_check")
CHAINS = [path.stem for path in chain_files()]
Rows = dict[tuple[str, str], dict[str, Any]]


@cache
def chains() -> dict[str, by_hand.Chain]:
    return {chain.id: chain for chain in by_hand.read_chains()}


@cache
def printed() -> dict[str, Any]:
    catalog = load_catalog()
    city = assess_city(catalog.chains.values())
    return gaps_json(city, catalog.settings, catalog.data_version)


@cache
def reckoned(chain: str) -> Rows:
    elsewhere = max(most for name, most in greatest().items() if name != chain)
    return by_hand.rows(chains()[chain], elsewhere)


@cache
def greatest() -> dict[str, float]:
    return {name: by_hand.greatest(chain) for name, chain in chains().items()}


def printed_rows(chain: str) -> Rows:
    report = printed()
    return {(key, r["link"]): r for key in LISTS for r in report[key] if r["chain"] == chain}


@pytest.mark.parametrize("chain", CHAINS)
def test_the_same_links_stand_in_the_same_lists(chain: str) -> None:
    assert set(printed_rows(chain)) == set(reckoned(chain))


@pytest.mark.parametrize("chain", CHAINS)
def test_every_figure_agrees_to_three_decimals(chain: str) -> None:
    ours = printed_rows(chain)

    for key, expected in reckoned(chain).items():
        for field in ("density", "unlock", "policy", "priority"):
            wanted = (
                expected[field]
                if expected[field] is None
                else pytest.approx(expected[field], abs=5e-4)
            )
            assert ours[key][field] == wanted, (key, field)


@pytest.mark.parametrize("chain", CHAINS)
def test_every_path_count_agrees_exactly(chain: str) -> None:
    ours = printed_rows(chain)

    for key, expected in reckoned(chain).items():
        assert ours[key]["broken_paths"] == expected["broken_paths"], key


@pytest.mark.parametrize("chain", CHAINS)
def test_every_kind_agrees(chain: str) -> None:
    ours = printed_rows(chain)

    for (name, link), expected in reckoned(chain).items():
        row = ours[name, link]
        # A link to check that is not wanted prints its kind in the conditional.
        assert (row["kind_if_missing"] or row["kind"]) == expected["kind"], (name, link)


@pytest.mark.parametrize("chain", CHAINS)
def test_the_same_links_are_watched(chain: str) -> None:
    ours = {row["link"] for row in printed()["watch"] if row["chain"] == chain}

    assert ours == by_hand.watched(chains()[chain])


@pytest.mark.parametrize("name", ["gaps", "wanted"])
def test_every_rank_agrees(name: str) -> None:
    # how far each is proven is reckoned in test_standing; here it only stands before the points
    classes = {"proven": 0, "stated": 1, "contested": 2, "": 3}
    proof = {(r["chain"], r["link"]): classes[r["proof"]] for r in printed()[name]}
    expected = sorted(
        (proof[chain.id, link], -round(row["priority"][0], 6), *by_hand.tie(chain, link))
        for chain in chains().values()
        for (key, link), row in reckoned(chain.id).items()
        if key == name
    )
    sharing: dict[str, list[tuple[str, str]]] = {}
    for *_, chain_id, link_id in expected:
        at = chains()[chain_id].counted_at(link_id, name)  # rows on one sentence share a place
        sharing.setdefault(at, []).append((chain_id, link_id))

    assert [(r["rank"], r["chain"], r["link"]) for r in printed()[name]] == [
        (place, *row) for place, rows in enumerate(sharing.values(), start=1) for row in rows
    ]
    assert printed()["counts"][name] == len(sharing)


def test_links_to_check_stand_by_what_checking_settles_then_by_nearness() -> None:
    # what is settled is reckoned by hand in gaps/test_check_values, on a small city
    rows = printed()["to_check"]
    near = {
        (chain.id, i): sum(
            w / sum(v for _, v in chain.partners(m))
            for m, w in chain.partners(i)
            if chain.is_sought(m)
        )
        for chain in chains().values()
        for i in chain.links
    }

    assert rows == sorted(
        rows,
        key=lambda r: (-r["checking"]["settled"], -r["checking"]["near"], r["chain"], r["link"]),
    )
    assert [r["rank"] for r in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert row["checking"]["near"] == pytest.approx(near[row["chain"], row["link"]], abs=1e-5)
