"""What is worked out once for all sessions, by what it was worked out from."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from components.frame.kept import forget_all, kept


def test_a_thing_is_worked_out_once_for_what_names_it() -> None:
    read: list[tuple[str, int]] = []

    @kept(most=2)
    def work(version: str, _beside: int) -> str:
        read.append((version, _beside))
        return f"{version} {_beside}"

    assert [work("a", 1), work("a", 2), work("b", 3)] == ["a 1", "a 1", "b 3"]
    assert read == [("a", 1), ("b", 3)]


def test_what_nobody_asked_for_the_longest_goes_first_and_is_released() -> None:
    gone: list[str] = []

    @kept(most=2, release=gone.append)
    def work(version: str) -> str:
        return version

    for version in ("a", "b", "a", "c"):
        work(version)
    assert gone == ["b"]

    work.forget()
    assert gone == ["b", "a", "c"]


def test_what_fails_is_tried_again() -> None:
    answers: list[object] = [ValueError("not yet"), "there"]

    @kept(most=2)
    def work(version: str) -> object:  # noqa: ARG001
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        work("a")

    assert work("a") == "there"


def test_those_who_come_together_wait_for_the_one_who_works_it_out() -> None:
    begun: list[int] = []
    together = Barrier(4)

    @kept(most=2)
    def work(version: str) -> object:  # noqa: ARG001
        begun.append(1)
        return object()

    def ask(_: int) -> object:
        together.wait()
        return work("a")

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))

    assert len(begun) == 1
    assert len(set(map(id, found))) == 1


def test_everything_can_be_forgotten_at_once() -> None:
    @kept(most=2)
    def work() -> object:
        return object()

    first = work()
    forget_all()

    assert work() is not first
