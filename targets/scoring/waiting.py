"""等着定类的企业: companies whose class hangs on links that nobody knows (docs/methods.md 8)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from targets.scoring.links import LinkKey


@dataclass(frozen=True, slots=True)
class WaitingCompanies:
    """一个环节的等着定类的企业: `companies` how many, `share` their sum, each by its own share.

    A company that waits for n links gives each of them 1 / n.
    """

    companies: int
    share: float


def waiting_for(
    link_sets: Mapping[tuple[LinkKey, ...], int],
    unknown: Collection[LinkKey],
    undecided: Mapping[LinkKey, int],
) -> dict[LinkKey, WaitingCompanies]:
    """Return what waits for each of the `unknown` links, most first, then by id.

    `link_sets` counts companies that fill no gap and no wanted link, by the links that they could
    fill. Order: share / (1 + times that somebody looked and could not tell, by `undecided`).
    """
    companies, shares = dict.fromkeys(unknown, 0), dict.fromkeys(unknown, 0.0)
    for links, number in sorted(link_sets.items()):
        asked = [link for link in links if link in companies]
        for link in asked:
            companies[link] += number
            shares[link] += number / len(asked)
    found = {link: WaitingCompanies(companies[link], round(shares[link], 9)) for link in companies}

    def place(link: LinkKey) -> tuple[float, LinkKey]:
        return (-found[link].share / (1 + undecided.get(link, 0)), link)

    return {link: found[link] for link in sorted(found, key=place) if found[link].companies}


def in_turn(
    by_rank: Sequence[LinkKey], by_companies: Sequence[LinkKey], first: int
) -> Iterator[tuple[LinkKey, bool]]:
    """Return the `first` links of two lists in turn, each once, and whether for its companies.

    What the other list has already named is passed over; a list that is used up passes its turn.
    """
    named: set[LinkKey] = set()
    lists = (list(by_rank), list(by_companies))
    turn = 0
    while len(named) < first:
        left = [[link for link in links if link not in named] for links in lists]
        if not any(left):
            return
        at = turn % 2 if left[turn % 2] else 1 - turn % 2
        yield left[at][0], bool(at)
        named.add(left[at][0])
        turn += 1
