"""How old the evidence is that presences rest on: for the counts beside every list."""

from collections.abc import Iterable

from chains.gaps.assessment import Assessment, Finding

OLD_YEARS = 5


def old_findings(assessment: Assessment) -> list[Finding]:
    """Return the links whose presence rests on nothing of the last `OLD_YEARS` years.

    Links that a check or nothing speaks for, and evidence of no year, are left out.
    """
    first = assessment.today.year - OLD_YEARS
    known = (f for f in assessment.findings.values() if f.standing.rests_on)
    return [f for f in known if f.standing.latest is not None and f.standing.latest.year < first]


def age_text(assessments: Iterable[Assessment]) -> str:
    """Say how many presences rest on old evidence: "13 处依据早于 2021"; "" if none does."""
    every = list(assessments)
    old = sum(len(old_findings(assessment)) for assessment in every)
    return f"{old} 处依据早于 {every[0].today.year - OLD_YEARS}" if old else ""
