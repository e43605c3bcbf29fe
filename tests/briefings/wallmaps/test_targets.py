"""The counts on the map of the desks are those of a plain scan of the companies."""

from pathlib import Path

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.targets.state import TargetState
from briefings.wallmaps.targets import desk_counts
from targets.companies_file import load_companies
from targets.desks import desk_of, load_desks
from targets.model import Company, CompanyBasis
from targets.scoring.no_target import no_target
from targets.scoring.score import Findings, score_company


def is_target(company: Company, targets: TargetState) -> bool:
    """By the rules alone, of a ledger in which nobody wrote anything."""
    known = Findings(relations=targets.ties_of.get(company.id, ()))
    scored = score_company(company, targets.yardstick, known)
    return no_target(company, scored, known, targets.yardstick.residents) is None


def test_each_desk_has_the_targets_with_a_source_whose_office_lies_in_its_area(
    tmp_path: Path,
) -> None:
    environment = {"SANMING_DATA": str(tmp_path)}
    desks = load_desks()

    with office(environment) as (ledger, state):
        counted = desk_counts(ledger, state, environment)
        targets, _ = targets_in_step(ledger, state, environment)

    found = [
        (desk_of(company.province, company.city, desks), company)
        for company in load_companies().companies
        if company.basis is CompanyBasis.SOURCE and is_target(company, targets)
    ]
    assert counted.total == len(found)
    assert counted.elsewhere == sum(not name for name, _ in found)
    assert [desk.name for desk in counted.desks] == [desk.name for desk in desks.desks]
    for desk in counted.desks:
        theirs = [company for name, company in found if name == desk.name]
        assert desk.total == sum(desk.cities.values()) + sum(desk.apart.values()) == len(theirs)
        assert sum(desk.apart.values()) == sum(company.province == "台湾" for company in theirs)
        assert desk.chains["equipment"] == sum(
            any(a.chain == "equipment" for a in company.assignments) for company in theirs
        )
