"""The national list of acts, typed in by an office, reaches what must not be promised."""

from datetime import date
from pathlib import Path

from briefings.company.promises import forbidden_promises
from briefings.company.sources import NumberedSources
from briefings.state.composing import read_state
from ledger.book.database import Ledger
from policies.reading import ACTS, DATA

ACT = "forbidden,以地价返还招商,某清单,,第二条,某委,2026-12-01,,清单原文,"


def test_the_list_of_an_office_is_read_with_the_state_of_the_data(
    ledger: Ledger, tmp_path: Path
) -> None:
    own = tmp_path / "policies" / ACTS
    own.parent.mkdir()
    own.write_text(f"{(DATA / ACTS).read_text('utf-8')}{ACT}\n", encoding="utf-8")

    state = read_state(ledger, {"SANMING_DATA": str(tmp_path)}, date(2026, 12, 2))

    told = list(forbidden_promises(state, NumberedSources()))
    assert [line for line, _ in told if line.startswith("以地价返还招商（《某清单》第二条）")]
