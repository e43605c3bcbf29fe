"""Results are computed once and shown to all sessions: nobody may change one, or add to it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Rooms of pure rules, and of the ledger what is handed on; an account that is still being
# counted up belongs to one import and to nobody else.
ROOMS = (
    "chains",
    "targets/scoring",
    "geodata/matching",
    "ledger/book/audit.py",
    "ledger/book/policy",
    "ledger/meeting",
)


def decorators(room: str) -> Iterator[tuple[str, str]]:
    """Yield the class and its decorator for every dataclass of a room."""
    place = ROOT / room
    for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                written = [ast.unparse(decorator) for decorator in node.decorator_list]
                yield from ((node.name, text) for text in written if text.startswith("dataclass"))


@pytest.mark.parametrize("room", ROOMS)
def test_what_sessions_share_cannot_be_changed_and_holds_its_fields_only(room: str) -> None:
    found = dict(decorators(room))

    loose = {name: text for name, text in found.items() if "frozen=True, slots=True" not in text}
    assert found
    assert loose == {}
