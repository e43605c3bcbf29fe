"""`python -m chains check | gaps | show | audit | schema`: the chains from their files alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chains.audit import COMPANIES, PARKS, SampledRow
from chains.commands import from_files, run
from files.command_line import run_command
from files.office import CHINA
from geodata.audit_rows import park_rows
from geodata.parks import load_parks
from policies.reading import load_acts, load_policies
from targets.audit_rows import company_addresses, company_rows


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    today = datetime.now(CHINA).date()

    def audited() -> Mapping[str, Sequence[SampledRow]]:
        return {COMPANIES: company_rows(today), PARKS: park_rows(today)}

    def addressed() -> Mapping[str, Sequence[str]]:
        policies = load_policies()
        acts = [act.url for act in load_acts()]
        return {
            "geodata/data": [source.url for source in load_parks().sources.values()],
            "policies/data": [*(source.url for source in policies.sources.values()), *acts],
            "targets/data": company_addresses(),
        }

    return run(arguments, "python -m chains", from_files(today, audited, addressed))


if __name__ == "__main__":
    run_command(main, "python -m chains")
