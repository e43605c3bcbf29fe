"""What the address asks of a list over all chains, and what in it nobody understands."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefings.lists.model import CityList, CityListFilter, CityListKind
from components.frame import address

LIST, CHAINS, PLACES, WORDS = "list", "chains", "places", "words"
LONGEST = 40  # letters of what is sought


@dataclass(frozen=True, slots=True)
class CityListQuery:
    """清单所问: which list, and the filter; `filter` holds only what the list knows.

    `unknown` are values of the address that the list does not have, each with its field's name.
    """

    filter: CityListFilter
    unknown: tuple[str, ...]


def is_list_asked() -> bool:
    """Whether the address asks for a list at all."""
    return bool(address.read(LIST))


def asked_kind() -> CityListKind | None:
    """Return the list of the address; None where there is none of that name."""
    given = address.read(LIST)
    return CityListKind(given) if given in set(CityListKind) else None


def read_asked_list(listed: CityList) -> CityListQuery:
    """Return what the address asks of that list."""
    chains, places = address.read_list(CHAINS), address.read_list(PLACES)
    words = tuple(address.read(WORDS).strip()[:LONGEST].split())
    known = CityListFilter(
        tuple(chain for chain in chains if chain in listed.chains),
        tuple(place for place in places if place in listed.places),
        words,
    )
    strange = (
        *_strange("产业链", chains, listed.chains),
        *_strange(listed.place_word, places, listed.places),
    )
    return CityListQuery(known, strange)


def _strange(field: str, given: tuple[str, ...], known: tuple[str, ...]) -> Iterator[str]:
    return (f"{field}“{value[:LONGEST]}”" for value in given if value not in known)


def leave_list() -> None:
    """Go back to the overview."""
    for name in (LIST, CHAINS, PLACES, WORDS):
        address.write(name, "")
