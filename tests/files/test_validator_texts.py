"""Every rule of the installed validator has a Chinese sentence, with its limit."""

import re
from string import Formatter

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, _pydantic_core

from files.problems import explain
from files.records import Text
from files.validator_texts import OWN, TEXTS

RULES: dict[str, dict[str, object]] = {
    str(rule["type"]): rule.get("example_context") or {}
    for rule in _pydantic_core.list_all_errors()
}
LIMITS = re.compile(r"^(gt|ge|lt|le|multiple_of|min_length|max_length|max_digits|decimal_places)$")


def test_the_table_knows_every_rule_there_is_and_no_other() -> None:
    assert set(TEXTS) | OWN == set(RULES)


@pytest.mark.parametrize("rule", sorted(TEXTS))
def test_a_rule_is_told_without_english_and_with_its_limit(rule: str) -> None:
    context = {name: f"<{name}>" for name in RULES[rule]}
    details = ErrorDetails(type=rule, loc=("x",), msg="English", input=["甲"], ctx=context)

    said = explain(details)

    assert "English" not in said
    assert re.search(r"[\u4e00-\u9fff]", said)
    wanted = {f"<{name}>" for name in context if LIMITS.match(name)}
    short_text = {"<min_length>"} if rule == "string_too_short" else set()
    assert all(limit in said for limit in wanted - short_text)


def test_no_sentence_asks_for_what_its_rule_does_not_tell() -> None:
    asked = {
        (rule, name)
        for rule, text in TEXTS.items()
        for _, name, _, _ in Formatter().parse(text)
        if name and name not in {*RULES[rule], "input", "length"}
    }

    assert asked == set()


def refused(given: object) -> str:
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(Text).validate_python(given)
    return explain(refusal.value.errors()[0])


def test_a_text_too_long_is_told_its_limit_and_its_length() -> None:
    assert refused("字" * 4001) == "太长，最多 4000 个字（现在 4001 个）"


def test_half_a_character_is_told_in_words_that_can_be_printed() -> None:
    said = refused("甲\ud800乙")

    assert "U+D800，第 2 个字" in said
    said.encode()
