"""Which modules are tried, and which tests stand nearest to each."""

from pathlib import Path

TRIED = (
    "chains",
    "targets/scoring",
    "geodata/matching",
    "geodata/coordinates.py",
    "policies/comparing.py",
    "ledger/book/policy/table.py",
)
# Results are shared by all sessions: one test holds every room to what that asks of a class.
SHARED = "tests/test_shared_results.py"
# Where the nearest tests are not named like the module; the room's own come first.
ELSEWHERE = {
    "ledger/book/policy/table.py": (
        "tests/ledger/book/test_policy.py",
        "tests/pages/test_roles.py",
    ),
    "chains/__main__.py": ("tests/files/test_command_line.py",),
    "chains/allowed_words.py": (
        "tests/front/test_checking.py",
        "tests/chains/test_careful_reading.py",
    ),
    "chains/checking.py": ("tests/front/test_checking.py", "tests/files/test_command_line.py"),
    "chains/shared_sources.py": ("tests/front/test_checking.py", "tests/chains/test_catalog.py"),
    "chains/audit.py": ("tests/chains/test_audit.py", "tests/files/test_command_line.py"),
    "chains/commands.py": ("tests/files/test_command_line.py",),
    "chains/graph.py": ("tests/chains/gaps/test_measures.py", "tests/chains/test_properties.py"),
    "chains/model.py": ("tests/chains/test_model.py", "tests/chains/test_careful_reading.py"),
    "chains/office.py": ("tests/files/test_command_line.py",),
    "chains/schema.py": ("tests/chains/test_careful_reading.py",),
    "chains/settings.py": ("tests/chains/test_settings.py", "tests/chains/gaps/test_priority.py"),
    "chains/site.py": (
        "tests/geodata/matching/test_need.py",
        "tests/geodata/matching/test_gates.py",
    ),
    "chains/gaps/worlds.py": (
        "tests/chains/gaps/test_worlds.py",
        "tests/chains/gaps/test_check_values.py",
    ),
    "chains/gaps/priority.py": (
        "tests/chains/gaps/test_priority.py",
        "tests/chains/gaps/test_ranking.py",
    ),
    "chains/gaps/measures.py": (
        "tests/chains/gaps/test_measures.py",
        "tests/chains/gaps/test_priority.py",
        "tests/chains/test_properties.py",
    ),
    "chains/gaps/assessment.py": (
        "tests/chains/gaps/test_assessment.py",
        "tests/chains/gaps/test_kinds.py",
        "tests/chains/gaps/test_priority.py",
        "tests/chains/gaps/test_ranking.py",
        "tests/chains/gaps/test_what_if.py",
        "tests/chains/test_checked.py",
        "tests/chains/test_properties.py",
    ),
    "chains/evidence/standing.py": (
        "tests/chains/evidence/test_standing.py",
        "tests/chains/test_checked.py",
    ),
    "chains/evidence/claims.py": ("tests/chains/evidence/test_claims.py",),
    "chains/evidence/voices.py": (
        "tests/chains/evidence/test_voices.py",
        "tests/chains/evidence/test_statements.py",
    ),
    "targets/scoring/settings.py": (
        "tests/targets/scoring/test_settings.py",
        "tests/targets/scoring/test_score.py",
    ),
    "targets/scoring/transfers.py": (
        "tests/targets/scoring/test_transfers.py",
        "tests/targets/scoring/test_score.py",
    ),
    "geodata/matching/as_json.py": ("tests/geodata/matching/test_matching.py",),
    "geodata/matching/chemical.py": ("tests/geodata/matching/test_gates.py",),
    "geodata/matching/energy.py": ("tests/geodata/matching/test_gates.py",),
    "geodata/matching/facts.py": (
        "tests/briefings/targets/test_link_parts.py",
        "tests/geodata/matching/test_gates.py",
    ),
    "geodata/matching/matches.py": ("tests/geodata/matching/test_matching.py",),
    "geodata/matching/need.py": (
        "tests/geodata/matching/test_need.py",
        "tests/geodata/matching/test_gates.py",
        "tests/geodata/matching/test_matching.py",
    ),
    "geodata/matching/verdict.py": ("tests/geodata/matching/test_gates.py",),
}


def tried_modules(root: Path) -> list[str]:
    """Return the modules whose rules are tried, in order of their paths."""
    found = [path for name in TRIED for path in _modules(root / name)]
    return sorted(path.relative_to(root).as_posix() for path in found)


def nearest_tests(module: str) -> list[str]:
    """Return the test files to run for a fault in `module`, those to run first in front.

    Whether they are there is for a test to say: one that is missing would let faults through.
    """
    path = Path(module)
    own = f"tests/{path.parent.as_posix()}/test_{path.stem}.py"
    return [*ELSEWHERE.get(module, (own,)), SHARED]


def _modules(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*.py") if path.name != "__init__.py"]
