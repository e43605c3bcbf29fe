"""The faults that are tried: repeatable, one a place, and each with tests beside it."""

import ast
from pathlib import Path

import pytest

from bench.mutants.choosing import Fault, sample_faults
from bench.mutants.nearest import nearest_tests, tried_modules
from bench.mutants.records import append, cut_unfinished, read, row_of, still_to_try, summary
from bench.mutants.trying import Outcome, Trial

ROOT = Path(__file__).parents[2]
SOURCE = '''"""Rules."""

LIMIT = 3


def first(numbers: list[int] | None, *, least: int) -> int | None:
    """Return the first that is large enough."""
    for number in numbers or ():
        if number >= least and number is not None:
            return number + LIMIT
    return None
'''
OTHER = SOURCE.replace("LIMIT = 3", "MOST = 9\nLIMIT = 3")


def sampled(folder: Path, source: str = SOURCE, size: int = 100, seed: int = 7) -> list[Fault]:
    (folder / "rules.py").write_text(source, "utf-8")
    return sample_faults(folder, ["rules.py"], seed, size)


def made_fault(key: str) -> Fault:
    return Fault(key, "rules.py", 1, "core/AddNot", "a", "b", "b\n")


def test_a_seed_repeats_a_sample_and_another_draws_another(tmp_path: Path) -> None:
    assert sampled(tmp_path) == sampled(tmp_path)
    assert sampled(tmp_path, size=3) == sampled(tmp_path)[:3]
    assert sampled(tmp_path, size=3) != sampled(tmp_path, size=3, seed=8)


def test_every_fault_is_another_program_and_changes_no_annotation(tmp_path: Path) -> None:
    faults = sampled(tmp_path)

    dumps = {ast.dump(ast.parse(fault.text)) for fault in faults}
    assert len(dumps) == len(faults) > 5
    assert ast.dump(ast.parse(SOURCE)) not in dumps
    head = "def first(numbers: list[int] | None, *, least: int) -> int | None:"
    assert all(head in fault.text for fault in faults)


def test_a_line_added_elsewhere_leaves_the_other_faults_as_they_are(tmp_path: Path) -> None:
    before = {fault.key: fault.after for fault in sampled(tmp_path)}

    after = {fault.key: fault.after for fault in sampled(tmp_path, OTHER)}

    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_what_was_tried_is_not_tried_again_unless_it_survived(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    faults = [made_fault(key) for key in ("k1", "k2", "k3")]
    append(record, row_of(faults[0], Trial(Outcome.KILLED, "test_a", 1.0)))
    append(record, row_of(faults[1], Trial(Outcome.SURVIVED, "", 1.0)))

    assert still_to_try(faults, record, survivors_again=False) == faults[2:]
    assert still_to_try(faults, record, survivors_again=True) == faults[1:]


def test_a_line_that_was_cut_off_is_tried_again(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    append(record, row_of(made_fault("k1"), Trial(Outcome.KILLED, "", 1.0)))
    whole = record.read_text("utf-8")
    append(record, row_of(made_fault("k2"), Trial(Outcome.KILLED, "", 1.0)))
    record.write_text(record.read_text("utf-8")[:-9], "utf-8")

    cut_unfinished(record)

    assert record.read_text("utf-8") == whole
    assert list(read(record)) == ["k1"]


def test_what_never_ended_was_seen_and_a_later_line_counts(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    faults = [made_fault(key) for key in ("k1", "k2", "k3", "k4")]
    outcomes = [Outcome.KILLED, Outcome.ENDLESS, Outcome.SURVIVED, Outcome.SURVIVED]
    for fault, outcome in zip(faults, outcomes, strict=True):
        append(record, row_of(fault, Trial(outcome, "", 1.0)))
    append(record, row_of(faults[2], Trial(Outcome.KILLED, "test_b", 1.0)))

    found = summary(faults, record, 7)

    assert (found["killed"], found["endless"], found["survived"]) == (2, 1, 1)
    assert found["share_killed"] == 0.75


@pytest.mark.parametrize("module", tried_modules(ROOT))
def test_every_module_that_is_tried_has_tests_beside_it(module: str) -> None:
    named = nearest_tests(module)

    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert len(named) > 1
