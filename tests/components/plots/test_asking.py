"""What a reader may ask has a Chinese label on screen; without one its answer would not count."""

import re
from pathlib import Path

from components.companies.questions import TITLES
from components.plots.uploading.asking import FOR_ALL, LABELS

ROOT = Path(__file__).parents[3]
ASKED = re.compile(r"""(?:\.ask\(|FileQuestion\()\s*"(\w+)\"""")


def asked_in(*rooms: str) -> set[str]:
    files = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return {name for path in files for name in ASKED.findall(path.read_text(encoding="utf-8"))}


def test_every_question_about_plots_has_a_label() -> None:
    found = asked_in("geodata", "ledger/plots")

    assert {"datum", "same_names", "hidden_rows", "changes"} <= found
    assert found <= {*FOR_ALL, *LABELS}


def test_every_question_about_companies_has_a_title() -> None:
    found = asked_in("targets/vendor", "ledger/company_imports")

    assert {"codes", "hidden_rows", "changes", "emptied"} <= found
    assert found <= set(TITLES)
