"""What is said of classes of targets."""

from targets.scoring.class_wording import class_words, facts_words, known_ids, rank_words
from targets.scoring.classes import Fills, Known, Making, SharedRank, TargetClass


def test_a_class_says_what_it_fills_and_on_what_that_rests() -> None:
    told = class_words(TargetClass(Fills.TOLD_GAP, Making.DATED))

    assert told == "补“有来源说缺”的环节，产品的来源已旧"


def test_every_class_has_words() -> None:
    said = [class_words(TargetClass(fills, making)) for fills in Fills for making in Making]

    assert len(set(said)) == len(Fills) * len(Making)


def test_only_facts_that_were_looked_up_are_counted_and_named() -> None:
    nothing = TargetClass(Fills.TO_CHECK, Making.SEGMENT)
    looked = TargetClass(Fills.TO_CHECK, Making.SEGMENT, relation=Known.FAVOUR, signal=Known.NONE)

    assert facts_words(nothing) == "已查 0/5"
    assert facts_words(looked) == "已查 2/5：关系已知，有利、动向查过，没有"


def test_a_rank_says_how_many_share_it() -> None:
    assert rank_words(SharedRank(5, 25)) == "第 5 位，并列 25 家"
    assert rank_words(SharedRank(5, 1)) == "第 5 位"


def test_commands_name_what_is_known_of_all_five_parts() -> None:
    known = known_ids(TargetClass(Fills.WANTED, Making.NAMED, carry=Known.NONE))

    assert list(known) == ["chain", "relation", "signal", "transfer", "carry"]
    assert (known["chain"], known["relation"], known["carry"]) == ("favour", "unknown", "none")
