"""假如补上: what filling a link changes, and what it does not touch."""

from datetime import date

from chains.evidence.standing import checked
from chains.gaps.assessment import Flag, LinkKnowledge
from chains.gaps.what_if import changes, fillable
from chains.model import Presence
from chains.settings import load_settings
from tests.builders import assess, assess_city, fill, make_chain

SETTINGS = load_settings()


def test_what_is_not_here_yet_can_be_filled() -> None:
    chain = make_chain(
        ore="strong", acid="present", gas="weak", film="planned", bag="missing", tape="unknown"
    )

    assert [f.link.id for f in fillable(assess(chain))] == ["gas", "film", "bag", "tape"]


def test_a_filled_link_is_present_and_no_longer_sought() -> None:
    chain = make_chain("ore>acid", wanted=["acid"], acid="missing")

    found = fill(chain, ["acid"]).findings["acid"]

    assert (found.presence, found.flags, found.parts) == (Presence.PRESENT, (), None)


def test_filling_leaves_the_chain_itself_as_it_was() -> None:
    chain = make_chain(acid="missing")

    fill(chain, ["acid"])

    assert assess(chain).findings["acid"].flags == (Flag.GAP,)


def test_a_link_that_the_chain_does_not_have_is_ignored() -> None:
    chain = make_chain("ore>acid", acid="missing")

    assert fill(chain, ["nope"]).findings == assess(chain).findings


def test_filling_raises_a_neighbour_by_exactly_what_was_promised() -> None:
    chain = make_chain("ore>acid:2", "acid>gas:1", acid="missing", gas="missing", ore="missing")
    before, after = assess(chain), fill(chain, ["acid"])

    risen = sum(
        (after.findings[i].density or (0, 0))[0] - (before.findings[i].density or (0, 0))[0]
        for i in ("ore", "gas")
    )

    assert risen == before.findings["acid"].unlock.gain == 2.0


def test_the_largest_rise_is_listed_first_and_the_untouched_not_at_all() -> None:
    chain = make_chain(
        "acid>gas:1", "ore>gas:3", "acid>film", "wool>yarn", acid="missing", gas="missing"
    )
    city = assess_city([chain])

    rows = changes(city, fill(chain, ["acid"]), SETTINGS)

    assert [row.before.link.id for row in rows] == ["film", "gas", "acid"]


def test_a_change_tells_the_rank_before_and_after() -> None:
    chain = make_chain("ore>acid:3", "salt>gas:3", salt="planned", acid="missing", gas="missing")
    city = assess_city([chain])

    rows = {row.before.link.id: row for row in changes(city, fill(chain, ["acid"]), SETTINGS)}

    assert (rows["acid"].rank_before, rows["acid"].rank_after) == (1, None)


def test_filling_nothing_changes_nothing() -> None:
    chain = make_chain("ore>acid", acid="missing", ore="unknown")

    assert changes(assess_city([chain]), fill(chain, []), SETTINGS) == []


def test_what_rises_most_at_its_low_end_comes_first_and_equals_stand_by_id() -> None:
    # from, to: gas and ant ½ to 1, film ¾ to 1; bag 0 to ⅓, but to 1 at its high end
    chain = make_chain(
        "acid>gas:1", "ore>gas:1", "acid>ant:1", "ore>ant:1", "acid>film:1", "ore>film:3",
        "acid>bag:1", "tape>bag:2", acid="missing", tape="unknown",
    )  # fmt: skip

    rows = changes(assess_city([chain]), fill(chain, ["acid"]), SETTINGS)

    assert [row.before.link.id for row in rows] == ["ant", "gas", "bag", "film", "acid"]


def test_a_link_whose_place_alone_is_another_is_listed_without_a_rise() -> None:
    chain = make_chain("ore>acid:3", acid="missing", gas="missing")

    rows = changes(assess_city([chain]), fill(chain, ["acid"]), SETTINGS)

    moved = {row.before.link.id: (row.rank_before, row.rank_after) for row in rows}
    assert moved == {"ore": (None, None), "acid": (1, None), "gas": (2, 1)}


def test_ranks_of_gaps_and_of_wanted_links_are_counted_apart() -> None:
    chain = make_chain("ore>acid", "ore>gas", wanted=["gas"], acid="missing", gas="planned")

    rows = {
        row.before.link.id: row
        for row in changes(assess_city([chain]), fill(chain, ["ore", "acid"]), SETTINGS)
    }

    assert (rows["acid"].rank_before, rows["acid"].rank_after) == (1, None)
    assert "gas" not in rows


def test_what_the_office_checked_and_what_residents_asked_for_stay_so_in_a_filled_chain() -> None:
    chain = make_chain("ore>acid", "acid>gas", acid="missing", gas="unknown")
    found = checked(Presence.MISSING, by="王", on=date(2026, 1, 2))

    filled = fill(
        chain, ["acid"], LinkKnowledge(checked={"gas": found}, urgency={"gas": 1.0})
    ).findings["gas"]

    assert filled.flags == (Flag.GAP,)
    assert filled.urgency == 1.0
