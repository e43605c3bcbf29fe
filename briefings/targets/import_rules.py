"""By what a bought list is taken over in a state of the data; the same for screen and command."""

from collections.abc import Iterator, Mapping

from briefings.targets.state import TargetState
from ledger.company_imports.imports import ImportRules
from targets.assigning.learned import learned_words
from targets.assigning.rules import make_assigner
from targets.company_rows import STATED_BY_SOURCE
from targets.model import Company
from targets.scoring.links import LinkKey
from targets.stores.engines.columnar.files import columnar_from
from targets.stores.values import Measure
from targets.vendor.merging import Linking


def import_rules(
    targets: TargetState, measure: Measure, environment: Mapping[str, str]
) -> ImportRules:
    """Return what stored companies are measured with, how links are found, how many fit in."""
    learned = learned_words(_stated(targets.shipped.companies))
    assigner = make_assigner(targets.state.catalog.chains.values(), learned)
    unfit = frozenset((unfit.company, unfit.chain) for unfit in targets.shipped.unfit)
    return ImportRules(measure, Linking(assigner, unfit), columnar_from(environment))


def _stated(companies: tuple[Company, ...]) -> Iterator[tuple[Company, frozenset[LinkKey]]]:
    """Give the companies that a source assigns, with the links it names."""
    for company in companies:
        links = frozenset(
            (a.chain, a.link) for a in company.assignments if a.basis in STATED_BY_SOURCE
        )
        if links:
            yield company, links
