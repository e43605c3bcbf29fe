"""By what a bought list is taken over in a state of the data; the same for screen and command."""

from collections.abc import Mapping

from ledger.company_imports import ImportRules
from reports.target_state import TargetState
from targets.assigning import make_assigner
from targets.columnar import columnar_from
from targets.company_values import Measure
from targets.merging import Linking


def import_rules(
    targets: TargetState, measure: Measure, environment: Mapping[str, str]
) -> ImportRules:
    """Return what stored companies are measured with, how links are found, how many fit in."""
    assigner = make_assigner(targets.state.catalog.chains.values())
    unfit = frozenset((unfit.company, unfit.chain) for unfit in targets.shipped.unfit)
    return ImportRules(measure, Linking(assigner, unfit), columnar_from(environment))
