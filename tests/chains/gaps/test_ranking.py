"""Lists over one chain or several: their order, and what is left out."""

import pytest

from chains.gaps.assessment import Flag, LinkKnowledge
from chains.gaps.ranking import count_flagged, rank, rank_city, rank_flagged, single_sourced
from chains.settings import Weights, load_settings
from tests.builders import assess, assess_city, make_chain, make_evidence, make_link

SETTINGS = load_settings()


def test_the_first_place_goes_to_the_highest_low_end() -> None:
    # acid has all its neighbours here, gas none; both are on their only path
    chain = make_chain("ore>acid:3", "salt>gas:3", acid="missing", gas="missing", salt="planned")

    rows = rank_flagged([assess(chain)], Flag.GAP, SETTINGS)

    assert [row.rank for row in rows] == [1, 2]
    assert rows[0].finding.link.id == "acid"
    assert rows == sorted(rows, key=lambda row: -row.priority[0])


def test_what_a_resident_asked_for_stands_before_what_has_more_points() -> None:
    chain = make_chain("ore>acid:3", "acid>film", acid="missing", gas="missing", bag="missing")
    known = LinkKnowledge(urgency={"gas": 1.0, "bag": 0.0})

    rows = rank_flagged([assess(chain, known)], Flag.GAP, SETTINGS)

    assert [row.finding.link.id for row in rows] == ["gas", "acid", "bag"]


def test_what_is_proven_stands_before_what_only_one_source_says() -> None:
    chain = make_chain(
        "ore>acid:3", "acid>film", grades={"acid": "C"}, acid="missing", gas="missing"
    )

    rows = rank_flagged([assess(chain)], Flag.GAP, SETTINGS)

    assert [row.finding.link.id for row in rows] == ["gas", "acid"]
    assert rows[0].priority[0] < rows[1].priority[0]


def test_a_gap_that_is_wanted_stands_in_both_lists_and_is_filled_once() -> None:
    chain = make_chain(
        "ore>gas:3", "gas>film", wanted=["acid", "gas"], acid="missing", gas="planned"
    )

    ranks = rank_city([assess(chain)], SETTINGS)

    assert ranks.listed(Flag.WANTED)[0].finding.link.id == "gas"  # which has more points

    assert [row.finding.link.id for row in ranks.listed(Flag.GAP)] == ["acid"]
    assert {row.finding.link.id for row in ranks.listed(Flag.WANTED)} == {"acid", "gas"}
    assert [row.finding.link.id for row in ranks.to_fill()] == ["acid", "gas"]


def test_a_chain_alone_shows_the_ranks_of_the_city() -> None:
    chains = [
        make_chain("ore>acid:3", chain="wool", acid="missing"),
        make_chain("ore>acid:3", "acid>film:3", chain="silk", acid="missing", gas="missing"),
    ]

    ranks = rank_city(assess_city(chains).values(), SETTINGS)

    assert [row.rank for row in ranks.listed(Flag.GAP, "silk")] == [1, 3]
    assert [(row.rank, row.of) for row in ranks.listed(Flag.GAP)] == [(1, 3), (2, 3), (3, 3)]
    assert ranks.of_chain("wool")["acid"][Flag.GAP].rank == 2


def test_equal_gaps_stand_by_their_best_grade() -> None:
    grades = {"acid": "C", "gas": "B", "film": "CA"}
    chain = make_chain(grades=grades, acid="missing", gas="missing", film="missing")

    rows = rank_flagged([assess(chain)], Flag.GAP, SETTINGS)

    assert [row.finding.link.id for row in rows] == ["film", "gas", "acid"]


def test_gaps_of_equal_grade_stand_with_the_latest_evidence_first() -> None:
    chain = make_chain(acid="missing", gas="missing")
    old, new = (
        link.model_copy(
            update={
                "evidence": type(link)
                .model_validate(
                    link.model_dump(by_alias=True)
                    | {"evidence": make_evidence("A", time, "missing")}
                )
                .evidence
            }
        )
        for link, time in zip(chain.links, ("2019", "2024"), strict=True)
    )

    rows = rank_flagged(
        [assess(chain.model_copy(update={"links": (old, new)}))], Flag.GAP, SETTINGS
    )

    assert [row.finding.link.id for row in rows] == ["gas", "acid"]


def test_gaps_equal_in_all_else_stand_by_chain_and_link() -> None:
    chains = [make_chain(chain=i, gas="missing", acid="missing") for i in ("wool", "silk")]

    rows = rank_flagged([assess(chain) for chain in chains], Flag.GAP, SETTINGS)

    assert [(r.finding.chain.id, r.finding.link.id) for r in rows] == [
        ("silk", "acid"),
        ("silk", "gas"),
        ("wool", "acid"),
        ("wool", "gas"),
    ]


def test_findings_without_a_priority_are_left_out() -> None:
    found = assess(make_chain("ore>acid", acid="missing"))

    assert [row.finding.link.id for row in rank(found.findings.values(), Flag.GAP, SETTINGS)] == [
        "acid"
    ]


def test_moved_weights_move_the_places() -> None:
    # acid: dense, on 1 of 3 paths; gas: nothing around it is here, on 2 of 3 paths
    chain = make_chain(
        "ore>acid",
        "salt>gas",
        "gas>film",
        "gas>fibre",
        salt="planned",
        film="planned",
        fibre="planned",
        acid="missing",
        gas="missing",
    )
    none = Weights(density=0, broken_paths=0, unlock=0, policy=0)

    by_density, by_paths = (
        rank_flagged([assess(chain)], Flag.GAP, SETTINGS, none.model_copy(update={part: 1.0}))
        for part in ("density", "broken_paths")
    )

    assert by_density[0].finding.link.id == "acid"
    assert by_paths[0].finding.link.id == "gas"


def test_the_same_list_is_ranked_the_same_way_twice() -> None:
    chain = make_chain("ore>acid", "acid>gas", ore="missing", acid="weak", gas="missing")

    once, twice = (rank_flagged([assess(chain)], Flag.GAP, SETTINGS) for _ in range(2))

    assert once == twice


@pytest.mark.parametrize(("grades", "listed"), [("A", []), ("BC", []), ("B", ["acid"])])
def test_a_presence_that_rests_on_one_voice_is_listed_for_checking(
    grades: str, listed: list[str]
) -> None:
    found = assess(make_chain(grades={"acid": grades}, acid="present"))

    assert [f.link.id for f in single_sourced([found])] == listed


def test_single_sourced_links_stand_with_the_oldest_evidence_first() -> None:
    times = {"acid": "2024", "gas": "", "film": "2019", "bag": "2019"}
    links = [
        make_link(name, presence="present", evidence=make_evidence("B", time))
        for name, time in times.items()
    ]
    chains = [
        make_chain(chain=name, acid="present").model_copy(update={"links": tuple(links)})
        for name in ("wool", "silk")
    ]

    found = single_sourced([assess(chain) for chain in chains])

    # of no date at all: nobody knows how old, so first
    assert [(f.chain.id, f.link.id) for f in found] == [
        ("silk", "gas"), ("wool", "gas"),
        ("silk", "bag"), ("silk", "film"), ("wool", "bag"), ("wool", "film"),
        ("silk", "acid"), ("wool", "acid"),
    ]  # fmt: skip


def test_a_row_tells_the_length_of_the_list_its_stability_is_about() -> None:
    settings = SETTINGS.model_copy(
        update={"stability": SETTINGS.stability.model_copy(update={"first": 2})}
    )
    chain = make_chain(
        grades={"gas": "B", "film": "C"}, acid="missing", gas="missing", film="missing"
    )

    rows = rank_flagged([assess(chain)], Flag.GAP, settings)

    assert [(row.finding.link.id, row.first, row.stability) for row in rows] == [
        ("acid", 2, 1.0), ("gas", 2, 1.0), ("film", 2, 0.0)
    ]  # fmt: skip


@pytest.mark.parametrize("flag", [Flag.GAP, Flag.WANTED, Flag.TO_CHECK])
def test_a_list_holds_what_carries_its_flag(flag: Flag) -> None:
    chain = make_chain(wanted=["bag"], acid="missing", gas="unknown", bag="present")

    rows = rank_flagged([assess(chain)], flag, SETTINGS)

    expected = {Flag.GAP: "acid", Flag.WANTED: "bag", Flag.TO_CHECK: "gas"}
    assert [row.finding.link.id for row in rows] == [expected[flag]]


def test_links_that_rest_on_one_sentence_share_a_place_and_count_once() -> None:
    chain = make_chain("ore>acid:3", "salt>film:3", acid="missing", gas="missing", film="missing")
    links = {link.id: link for link in chain.links}
    said = links["film"].evidence[0].model_copy(update={"same_as": "textiles.acid"})
    links["film"] = links["film"].model_copy(update={"evidence": (said,)})
    found = assess(chain.model_copy(update={"links": tuple(links.values())}))

    rows = rank_flagged([found], Flag.GAP, SETTINGS)

    assert [(row.finding.link.id, row.rank) for row in rows] == [
        ("acid", 1),
        ("film", 1),
        ("gas", 2),
    ]
    assert rows[0].stability == rows[1].stability
    assert count_flagged([found], Flag.GAP) == 2


def test_a_link_with_a_sentence_of_its_own_beside_a_shared_one_counts_for_itself() -> None:
    chain = make_chain(grades={"film": "AB"}, acid="missing", film="missing")
    links = {link.id: link for link in chain.links}
    shared, own = links["film"].evidence
    shared = shared.model_copy(update={"same_as": "textiles.acid"})
    links["film"] = links["film"].model_copy(update={"evidence": (shared, own)})

    found = assess(chain.model_copy(update={"links": tuple(links.values())}))

    assert found.findings["film"].counted_in(Flag.GAP) == "textiles.film"
