"""What a check is worth (docs/methods.md 6), reckoned a second time straight from the text."""

from hashlib import shake_256

import numpy as np
import pytest

from chains.gaps.assessment import Flag, LinkKnowledge
from chains.gaps.check_values import CheckValue, answer_shares, settle, values_of_checking
from chains.gaps.priority import TieBreak
from chains.gaps.ranking import rank_city
from chains.gaps.wording import checking_text
from chains.gaps.worlds import UNKNOWN, city_of
from chains.model import Chain, Stage
from chains.settings import Weights, load_settings
from tests.builders import assess, assess_city, make_chain

SETTINGS = load_settings()
WORLDS = 400
HERE = {"present": 1.0, "planned": 0.0, "weak": 0.5, "missing": 0.0}
FLOWS = ("a0>w0:3", "a1>w1:3", "a0>a1:1")


def contested() -> Chain:
    """Ten places and eleven wanted links; a0 and a1 decide which of w0 and w1 is left out."""
    wanted = [f"w{n}" for n in range(2)]
    safe = [f"s{n}" for n in range(9)]
    flows = [*FLOWS, *(f"base>{name}:3" for name in safe), "idle>other:1"]
    unknown = dict.fromkeys([*wanted, *safe, "a0", "a1", "idle"], "unknown")
    return make_chain(*flows, wanted=[*wanted, *safe], states=unknown)


def values(chain: Chain, **undecided: int) -> dict[str, CheckValue]:
    found = values_of_checking([assess(chain, LinkKnowledge(undecided=undecided))], SETTINGS)
    return {link.partition(".")[2]: value for link, value in found.items()}


def test_what_decides_the_last_place_is_worth_more_than_what_touches_none() -> None:
    found = values(contested())

    assert found["a0"].settled > 0.01
    assert found["idle"].settled == 0
    assert 0 < found["a0"].settled < found["a0"].open


def test_only_links_that_nobody_knows_have_a_value() -> None:
    found = values(contested())

    assert "base" not in found
    assert set(found) == {"a0", "a1", "idle", "w0", "w1", *(f"s{n}" for n in range(9))}
    assert values(make_chain("ore>acid")) == {}


def test_where_nothing_can_change_the_first_ten_nothing_is_settled() -> None:
    chain = make_chain("ore>acid:3", wanted=["acid"], ore="unknown")

    found = values(chain)

    # ore may be found missing, and then it is a gap among fewer than ten
    assert found["ore"].settled > 0
    assert found["ore"].settled == pytest.approx(found["ore"].open, rel=0.01)


def test_could_not_tell_changes_nothing_but_puts_the_link_back() -> None:
    before, after = values(contested()), values(contested(), a0=1)

    assert before["a0"].settled == after["a0"].settled
    assert after["a0"].key[0] == pytest.approx(before["a0"].key[0] / 2, abs=1e-8)
    assert {i: v.key for i, v in before.items() if i != "a0"} == {
        i: v.key for i, v in after.items() if i != "a0"
    }


def test_the_shares_of_answers_come_from_what_is_known_of_the_stage() -> None:
    stages = [Stage.UPSTREAM] * 4 + [Stage.SUPPORT]
    answers = np.array([0, 0, 3, UNKNOWN, UNKNOWN])

    shares = answer_shares(stages, answers)

    assert shares[Stage.UPSTREAM] == pytest.approx([4 / 7, 1.2 / 7, 0.4 / 7, 1.4 / 7])
    assert shares[Stage.SUPPORT] == pytest.approx([0.5, 0.3, 0.1, 0.1])


def test_the_list_stands_in_the_order_of_the_values_and_says_why() -> None:
    rows = rank_city([assess(contested())], SETTINGS).listed(Flag.TO_CHECK)

    keys = [(row.checking.key, row.finding.link.id) for row in rows if row.checking]
    assert keys == sorted(keys)
    assert len(keys) == len(rows)
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    assert checking_text(rows[0]).startswith("名次：查清它，前十名里说不准的平均少 0.")
    idle = next(row for row in rows if row.finding.link.id == "idle")
    assert checking_text(idle) == "前十名眼下不看它"


def test_a_link_tried_in_vain_says_so() -> None:
    known = LinkKnowledge(undecided={"idle": 2})
    rows = rank_city([assess(contested(), known)], SETTINGS).listed(Flag.TO_CHECK)

    idle = next(row for row in rows if row.finding.link.id == "idle")
    assert checking_text(idle).endswith("；已有 2 次说不清")


def test_rows_of_other_lists_carry_no_value() -> None:
    [row, *_] = rank_city([assess(contested())], SETTINGS).listed(Flag.WANTED)

    assert row.checking is None
    assert checking_text(row) == ""


def test_wanted_links_that_nobody_checked_are_a_list_of_their_own() -> None:
    chain = make_chain(
        "ore>acid", "acid>film", wanted=["acid", "film"], film="unknown", ore="unknown"
    )

    rows = rank_city([assess(chain)], SETTINGS).unchecked_directions()

    assert [row.finding.link.id for row in rows] == ["film"]


def test_the_value_is_the_one_reckoned_by_hand() -> None:
    chain = contested()
    expected, spread = by_hand(chain, SETTINGS.stability.seed, SETTINGS.weights)

    found = values(chain)

    assert found["a0"].open == pytest.approx(spread, abs=1e-6)
    for link, settled in expected.items():
        assert found[link].settled == pytest.approx(settled, abs=1e-6), link


def test_what_one_link_draws_does_not_hang_on_which_others_are_open() -> None:
    city = city_of([assess(contested())])
    answers = np.array(city.answers, dtype=np.int8)
    asked = np.flatnonzero(answers == UNKNOWN)

    one, _ = settle(city, answers, asked, SETTINGS.weights, 1)
    again, _ = settle(city, answers, asked, SETTINGS.weights, 1)
    other, _ = settle(city, answers, asked, SETTINGS.weights, 2)

    assert one == again
    assert one != other


def test_every_link_to_check_of_the_city_has_its_value() -> None:
    first, second = (make_chain("ore>acid", acid="unknown", chain=i) for i in ("textiles", "other"))

    found = values_of_checking(assess_city([first, second]).values(), SETTINGS)

    assert set(found) == {"textiles.acid", "other.acid"}


def by_hand(chain: Chain, seed: int, weights: Weights) -> tuple[dict[str, float], float]:
    """Return what each unknown link settles, and the open places: loops over the text of the rule.

    One chain without loops, all links of one stage, all directions backed by a source.
    """
    links = sorted(link.id for link in chain.links)
    stated = {link.id: link.stated_presence.value for link in chain.links}
    wanted = {link.id for link in chain.links if link.gap_direction}
    unknown = [i for i in links if stated[i] == "unknown"]
    known = [i for i in links if stated[i] != "unknown"]
    count = {a: sum(stated[i] == a for i in known) for a in HERE}
    prior = {"present": 0.5, "planned": 0.3, "weak": 0.1, "missing": 0.1}
    share = {a: (count[a] + 4 * prior[a]) / (len(known) + 4) for a in HERE}
    worlds = [dict(stated) for _ in range(WORLDS)]
    for i in unknown:
        stream = shake_256(f"{seed} {chain.id}.{i}".encode()).digest(8 * WORLDS)
        numbers = [int.from_bytes(stream[8 * w : 8 * w + 8], "big") for w in range(WORLDS)]
        for place, w in enumerate(sorted(range(WORLDS), key=numbers.__getitem__)):
            u, below = (place + 0.5) / WORLDS, 0.0
            for answer in HERE:
                below += share[answer]
                if u < below or answer == "missing":
                    worlds[w][i] = answer
                    break
    ties = {i: finding.tie for i, finding in assess(chain).findings.items()}
    tops = [top_ten(chain, ties, wanted, world, weights) for world in worlds]
    m = {s: sum(s in top for top in tops) / WORLDS for s in links}
    spread = sum(p * (1 - p) for p in m.values())
    return {i: settled_by(i, worlds, tops, m, spread) for i in unknown}, spread


def settled_by(
    i: str,
    worlds: list[dict[str, str]],
    tops: list[set[str]],
    m: dict[str, float],
    spread: float,
) -> float:
    explained, kinds = 0.0, 0
    for answer in HERE:
        mine = [top for world, top in zip(worlds, tops, strict=True) if world[i] == answer]
        if mine:
            kinds += 1
            for s, mean in m.items():
                explained += (
                    len(mine) / WORLDS * (sum(s in top for top in mine) / len(mine) - mean) ** 2
                )
    chance = (kinds - 1) / (WORLDS - 1) * spread
    return 0.0 if explained < 2 * chance else explained - chance


def top_ten(
    chain: Chain,
    ties: dict[str, TieBreak],
    wanted: set[str],
    world: dict[str, str],
    weights: Weights,
) -> set[str]:
    links = list(ties)
    around: dict[str, list[tuple[str, int]]] = {i: [] for i in links}
    for flow in chain.flows:
        around[flow.source].append((flow.target, flow.weight))
        around[flow.target].append((flow.source, flow.weight))
    here = {i: HERE[world[i]] for i in links}
    sought = [i for i in links if i in wanted or world[i] in {"weak", "missing"}]
    ends = [e for flow in chain.flows for e in (flow.source, flow.target)]
    mean = sum(here[e] for e in ends) / len(ends)
    gain = {
        i: (1 - here[i])
        * sum(w / sum(v for _, v in around[m]) for m, w in around[i] if m in sought)
        for i in links
    }
    most = max((gain[i] for i in sought), default=0.0)
    every = all_paths(chain)

    def low(i: str) -> float:
        total = sum(w for _, w in around[i])
        d = (sum(w * here[m] for m, w in around[i]) + 3 * mean) / (total + 3) if total else 0.0
        parts = (
            d,
            sum(i in path for path in every) / len(every),
            gain[i] / most if most else 0.0,
            float(i in wanted),
        )
        given = weights.as_tuple()
        return 100 * sum(w * p for w, p in zip(given, parts, strict=True)) / sum(given)

    return set(sorted(sought, key=lambda i: (-round(low(i), 9), ties[i]))[:10])


def all_paths(chain: Chain) -> list[list[str]]:
    onward: dict[str, list[str]] = {}
    for flow in chain.flows:
        onward.setdefault(flow.source, []).append(flow.target)
    fed = {flow.target for flow in chain.flows}
    paths, done = [[start] for start in onward if start not in fed], []
    while paths:
        path = paths.pop()
        following = onward.get(path[-1], [])
        paths += [[*path, end] for end in following]
        done += [] if following else [path]
    return done
