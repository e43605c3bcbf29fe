"""The server is killed while somebody saves: what was acknowledged stays, the rest is whole.

The other kinds of save, many more times: `python -m bench.kills --times 100`.
"""

from pathlib import Path
from random import Random

from tests.front.clicked_saves import FORMS, kill_while_saving


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    chance = Random(7)  # noqa: S311

    record = kill_while_saving(tmp_path, FORMS["片区范围"], kills=2, chance=chance)

    assert (record.kills, record.lost) == (2, [])
    assert record.acknowledged >= 2
