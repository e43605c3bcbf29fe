"""By what a bought list is taken over in a state of the data; the same for screen and command."""

from collections.abc import Mapping

from briefings.targets.state import TargetState
from ledger.company_imports.imports import ImportRules
from targets.stores.engines.columnar.files import columnar_from
from targets.stores.values import Measure
from targets.vendor.assigning import make_assigner
from targets.vendor.merging import Linking


def import_rules(
    targets: TargetState, measure: Measure, environment: Mapping[str, str]
) -> ImportRules:
    """Return what stored companies are measured with, how links are found, how many fit in."""
    assigner = make_assigner(targets.state.catalog.chains.values())
    unfit = frozenset((unfit.company, unfit.chain) for unfit in targets.shipped.unfit)
    return ImportRules(measure, Linking(assigner, unfit), columnar_from(environment))
