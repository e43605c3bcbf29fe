"""Whatever the command-line parser says, it says in Chinese, of every command and option."""

import argparse
import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from files.command_line import ChineseParser
from files.parser_texts import TEXTS

DOORS = ("chains", "front", "geodata", "ledger", "reports", "targets")
# Only a programmer who builds a parser wrongly meets these.
OF_PROGRAMMERS = re.compile(
    r"__call__|conflict|merge|invalid option string|dest=|mutually|multiple subparser"
    r"|is not callable|mode %r|'required' is an invalid"
)
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
SENTENCE = re.compile(r"(?<!python)(?<!-)\b(?:[a-z']+ ){2,}[a-z']+|options|default|choose")
WORDS = ("x,y", "-1x", "1e999", "nan")
TAKE_WORDS = {  # of what is read: a person, an account, a computer, a file may be called so
    "姓名": WORDS,
    "文件": WORDS,
    "账号": ("nan",),
    "主机名": ("1e999", "nan"),
}


def looked_up() -> Iterator[str]:
    """Yield every message that the installed argparse looks up."""
    for call in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"_", "ngettext"}:
            yield from (
                part.value
                for part in call.args
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


def test_every_message_of_the_installed_parser_has_a_chinese_one() -> None:
    found = set(looked_up())

    assert len(found) > 20
    assert {m for m in found if not OF_PROGRAMMERS.search(m)} - set(TEXTS) == set()


def test_a_translation_takes_no_value_that_its_message_does_not_give() -> None:
    def values(text: str) -> list[str]:
        return re.findall(r"%(?:\(\w+\))?[sr]", text)

    wrong = {
        message: text
        for message, text in TEXTS.items()
        if not set(values(text)) <= set(values(message))
        or (values(message) != values(text) and "%(" not in message)
        or not re.search(r"[\u4e00-\u9fff]|^%", text)
    }

    assert wrong == {}


def parser_of(door: str) -> ChineseParser:
    module = import_module("chains.commands" if door == "chains" else f"{door}.__main__")
    parser = module._parser(*(["python -m chains"] if door == "chains" else []))  # noqa: SLF001
    assert isinstance(parser, ChineseParser)
    return parser


def with_commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of its commands."""
    yield parser
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                yield from with_commands(command)


def refused(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], *words: str
) -> str:
    with pytest.raises(SystemExit) as left:
        parser.parse_args(words)
    assert left.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("door", DOORS)
def test_every_help_is_without_an_english_sentence(
    door: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for parser in with_commands(parser_of(door)):
        with pytest.raises(SystemExit):
            parser.parse_args(["--help"])
        said = capsys.readouterr().out

        assert said.startswith("用法：")
        assert SENTENCE.findall(said) == []
        assert "选项:" in said


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("value", [*WORDS, "", "\u202e9", "9" * 400])
def test_a_wrong_value_of_every_option_that_is_read_is_refused_in_chinese(
    door: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for parser in with_commands(parser_of(door)):
        for action in parser._actions:  # noqa: SLF001
            plain = action.type is None or inspect.isclass(action.type)
            if not action.option_strings or (plain and not action.choices):
                continue
            if value in TAKE_WORDS.get(str(action.metavar), ()):
                continue
            said = refused(parser, capsys, f"{action.option_strings[-1]}={value}")

            assert said.count("命令没有看懂（") == 1
            complaint = said.partition("命令没有看懂（")[2]
            assert not ENGLISH.search(complaint.replace(action.option_strings[-1], ""))


def made_parser() -> ChineseParser:
    parser = ChineseParser(prog="x")
    parser.add_argument("--size", type=int)
    parser.add_argument("--sight")
    parser.add_argument("--flag", action="store_true")
    parser.add_argument("--kind", choices=("a", "b"))
    parser.add_argument("--most", nargs="?")
    parser.add_argument("--some", nargs="+")
    parser.add_argument("--two", nargs=2)
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("--on", action="store_true")
    one.add_argument("--off", action="store_true")
    parser.add_argument("file")
    return parser


KINDS = {
    "unrecognized": (("f", "--on", "--colour"), "不认识 --colour"),
    "required": (("--on",), "还要写 file"),
    "one of several required": (("f",), "要写其中一个：--on --off"),
    "not allowed with": (("f", "--on", "--off"), "--off：不能和 --on 同时写"),
    "ambiguous": (("f", "--on", "--si=1"), "--si=1 没有写全，可能是 --size, --sight"),
    "one value": (("f", "--on", "--size"), "--size：后面要写一个值"),
    "at least one value": (("f", "--on", "--some"), "--some：后面至少写一个值"),
    "two values": (("f", "--on", "--two", "1"), "--two：后面要写 2 个值"),
    "a value too many": (("f", "--on", "--flag=3"), "--flag：后面不写值（写了 '3'）"),
    "a value that cannot be read": (("f", "--on", "--size", "x"), "--size：不能写成 'x'"),
    "a choice": (("f", "--on", "--kind", "c"), "--kind：不能写成 'c'，可填 'a', 'b'"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_refusal_is_told_in_chinese(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words, told = KINDS[kind]

    said = refused(made_parser(), capsys, *words)

    assert f"命令没有看懂（{told}" in said
    assert not ENGLISH.search(said.partition("命令没有看懂（")[2])


def test_a_command_there_is_not_is_answered_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = refused(parser_of("chains"), capsys, "chekc")

    assert "不能写成 'chekc'" in said
    assert "'check', 'gaps'" in said
