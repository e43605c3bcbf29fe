"""假如补上: what filling a link changes, and what it does not touch."""

from chains.gaps.assessment import Flag, assess
from chains.gaps.what_if import changes, fill, fillable
from chains.model import Presence
from chains.settings import load_settings
from tests.builders import make_chain

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
    before = assess(chain)

    rows = changes(before, fill(chain, ["acid"]), SETTINGS)

    assert [row.before.link.id for row in rows] == ["film", "gas", "acid"]


def test_a_change_tells_the_rank_before_and_after() -> None:
    chain = make_chain("ore>acid:3", "salt>gas:3", salt="missing", acid="missing", gas="missing")
    before = assess(chain)

    rows = {row.before.link.id: row for row in changes(before, fill(chain, ["acid"]), SETTINGS)}

    assert (rows["acid"].rank_before, rows["acid"].rank_after) == (1, None)


def test_filling_nothing_changes_nothing() -> None:
    chain = make_chain("ore>acid", acid="missing", ore="unknown")

    assert changes(assess(chain), fill(chain, []), SETTINGS) == []
