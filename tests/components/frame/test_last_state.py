"""What was answered last is given while the ledger is away: to the same question only, as one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from components.frame.kept import forget_all
from components.frame.last_state import asking
from components.frame.last_state.asking import ask, read_now, remember
from components.frame.ledger_access import open_ledger
from files.errors import NotFound
from ledger.book.database import FILE_NAME, utc_now
from ledger.book.errors import LedgerUnavailable, NotAllowed
from ledger.book.policy import Actor, Grant, Role
from ledger.book.switches import samples_on, switch_samples
from ledger.desks.baskets import Wanted, add_to_basket, basket
from ledger.plots.register import count_plots
from tests.ledger.builders import ADMIN

READS = {  # modules that open a reading session themselves, and why
    "accounts/view.py": "who may come in: as it is now, or not at all",
    "companies/prepared.py": "what saving would do",
    "companies/same.py": "remembered",
    "frame/last_state/asking.py": "the one way",
    "frame/ledger_access.py": "whether it can be read at all",
    "frame/places.py": "remembered",
    "map/placing.py": "on which version a change rests",
    "meeting/source.py": "remembered",
    "papers/downloads.py": "a file",
    "plots/due_list.py": "a file",
    "plots/table.py": "a file",
    "plots/uploading/prepared.py": "what saving would do",
    "targets/asking.py": "remembered",
    "trip/papers.py": "a file",
    "trip/source.py": "remembered",
}


class Office:
    """An office's folder, whose ledger may be taken away and put back."""

    def __init__(self, folder: Path) -> None:
        self._file, self._elsewhere = folder / FILE_NAME, folder / "elsewhere"

    def take_away(self) -> None:
        self._file.rename(self._elsewhere)

    def file_is_there(self) -> bool:
        return self._file.exists()

    def put_back(self) -> None:
        self._elsewhere.rename(self._file)


@pytest.fixture
def office(tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 60.0)  # no clock decides
    copyfile(blank, tmp_path / FILE_NAME)
    yield Office(tmp_path)
    forget_all()


def test_the_last_answer_is_given_while_it_is_away_and_a_new_one_at_the_next_look(
    office: Office,
) -> None:
    assert ask(samples_on)
    office.take_away()
    away = ask(samples_on)
    office.put_back()
    with open_ledger().writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)

    assert (away, ask(samples_on)) == (True, False)


def test_what_nobody_asked_before_says_so(office: Office) -> None:
    ask(samples_on)
    office.take_away()

    with pytest.raises(LedgerUnavailable, match=r"不在了.*此前没有读过"):
        ask(count_plots)


def test_nobody_is_given_what_was_answered_to_another(office: Office) -> None:
    desk, other = (Actor(name, name, (Grant(Role.DESK, "长三角"),)) for name in ("li", "wang"))
    with open_ledger().writing(desk) as session:
        add_to_basket(session, desk, [Wanted("c1", "甲公司", "长三角")])
    assert [entry.company for entry in ask(basket, desk)] == ["c1"]
    office.take_away()

    assert [entry.company for entry in ask(basket, desk)] == ["c1"]
    for stranger in (other, Actor("li", "li", (Grant(Role.VIEWER),))):
        with pytest.raises(LedgerUnavailable, match="此前没有读过"):
            ask(basket, stranger)


def test_an_answer_is_never_put_together_from_two_states(office: Office) -> None:
    def both() -> tuple[bool, int]:
        return ask(samples_on), ask(count_plots)

    assert remember("both", both) == (True, 0)
    with open_ledger().writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)
    assert not ask(samples_on)  # a newer part of it
    office.take_away()

    assert remember("both", both) == (True, 0)


def test_for_a_file_everything_is_read_now_or_not_at_all(office: Office) -> None:
    ask(samples_on)
    office.take_away()

    with pytest.raises(LedgerUnavailable, match="不在了"), read_now():
        ask(samples_on)


def test_a_refusal_is_no_answer(office: Office) -> None:
    refusals = [NotFound("没有"), NotAllowed("不许")]

    def refuse(_: Session) -> None:
        raise refusals.pop(0)

    for kind in (NotFound, NotAllowed):
        with pytest.raises(kind):
            ask(refuse)
    office.take_away()
    with pytest.raises(LedgerUnavailable, match="此前没有读过"):
        ask(refuse)


@pytest.mark.usefixtures("office")
def test_the_memory_is_bounded_and_lets_go_what_nobody_asked_the_longest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "KEPT", 3)
    answers = asking.LastAnswers()
    for number in range(3):
        answers.keep(number, asking.LastAnswer(number, utc_now()))
    answers.find(0)
    answers.keep(3, asking.LastAnswer(3, utc_now()))

    assert [number for number in range(4) if answers.find(number) is not None] == [0, 2, 3]


def test_screens_ask_in_one_way() -> None:
    components = Path(asking.__file__).parents[2]
    found = {
        str(path.relative_to(components).as_posix())
        for path in components.rglob("*.py")
        if ".reading()" in path.read_text(encoding="utf-8")
    }

    assert found == READS.keys()


def test_while_nobody_saves_the_last_answer_is_given_without_a_session(office: Office) -> None:
    ask(samples_on)
    opened = sessions_opened(lambda: [ask(samples_on) for _ in range(5)])
    with open_ledger().writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)

    assert opened == 0
    assert not ask(samples_on)
    assert office.file_is_there()


def sessions_opened(act: Callable[[], object]) -> int:
    engine, begun = open_ledger().engine, []

    def note(connection: Connection) -> None:
        begun.append(connection)

    event.listen(engine, "begin", note)
    act()
    event.remove(engine, "begin", note)
    return len(begun)
