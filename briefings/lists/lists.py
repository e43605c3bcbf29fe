"""Any of the lists over all chains, by its kind."""

from collections.abc import Sequence

from briefings.lists.links import all_links, ranked_list
from briefings.lists.model import CityList, CityListKind
from briefings.lists.named import projects_list, residents_list
from chains.evidence.registered_names import RegisteredNames
from chains.gaps.assessment import Assessment
from chains.gaps.ranking import CityRanks


def city_list(
    kind: CityListKind,
    assessments: Sequence[Assessment],
    ranks: CityRanks,
    names: RegisteredNames,
) -> CityList:
    """Return the list of that kind, not narrowed."""
    match kind:
        case CityListKind.LINKS:
            return all_links(assessments)
        case CityListKind.PROJECTS:
            return projects_list(assessments)
        case CityListKind.RESIDENTS:
            return residents_list(assessments, names)
        case _:
            return ranked_list(kind, ranks)
