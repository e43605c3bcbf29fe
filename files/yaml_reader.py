"""Read one YAML file the strict way: plain values only, and the line of every key at hand.

Tags, anchors, aliases, repeated keys and tabs are refused: a chain file is edited by hand and
by strangers, and each of these either runs code, grows without bound or hides a value.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from yaml.events import AliasEvent, Event
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from files.errors import DataError, Problem, reason

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
# The C parser is 10 times faster; it is missing only where libyaml was not built.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MERGE_MARKS = ("<<<<<<< ", ">>>>>>> ")

# An anchor, an alias or a tag begins a node, so that one of these characters stands there: not
# in the middle of a word or an address, where most of them are. Without one, a look is spared.
_INDICATOR = re.compile(r"""(?:^|[\s\[\]{},:"'?\-\ufeff])[&*!]""", re.MULTILINE)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """Plain content of a file (dict, list, str, int, float, bool, None) and its lines.

    `lines` maps the path of a key or list item to its 1-based line.
    """

    path: Path
    content: object
    lines: dict[Path_, int]

    def line_of(self, place: Path_) -> int:
        """Return the line of `place`, or of the nearest thing around it that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(path: Path) -> YamlFile:
    """Read `path`.

    Raises:
        DataError: the file is unreadable, too large, not UTF-8, not plain YAML, or uses a
            tag, an anchor, an alias or a key twice. All such places are named at once.
    """
    return _parsed(path, _text_of(path))


def _parsed(path: Path, text: str) -> YamlFile:
    try:
        problems = _left_by_a_merge(text) or _forbidden(text)
        node = None if problems else yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise DataError(path, [Problem(line, "", _syntax_text(error, text, line))]) from error
    except (yaml.YAMLError, RecursionError) as error:
        text_ = "不是有效的 YAML：有不允许的字符，或层次太深。请用文本编辑器另存为 UTF-8 后重试"
        raise DataError(path, [Problem(_line_of_unprintable(text), "", text_)]) from error
    lines: dict[Path_, int] = {}
    content = _build(node, (), lines, problems) if node is not None else None
    if problems:
        raise DataError(path, problems)
    if content is None:
        raise DataError(path, [Problem(0, "", "文件里没有内容，请恢复原文件")])
    return YamlFile(path, content, lines)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataError(path, [Problem(0, "", f"文件超过 {MAX_BYTES // 1_000_000} MB，未读取")])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(path, [Problem(line, "", "不是 UTF-8 编码，请另存为 UTF-8")]) from error
    except OSError as error:
        raise DataError(path, [Problem(0, "", f"读不到文件（{reason(error)}）")]) from error


def _line_of_unprintable(text: str) -> int:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _left_by_a_merge(text: str) -> list[Problem]:
    """List the marks of an unfinished merge; the parser would complain of some later line."""
    said = "这一行是合并两个版本时留下的标记，请选定要留的内容并删掉标记"
    return [
        Problem(number, "", said)
        for number, row in enumerate(text.splitlines(), start=1)
        if row.startswith(MERGE_MARKS)
    ]


def _forbidden(text: str) -> list[Problem]:
    if not may_forbid(text):
        return []
    problems: list[Problem] = []
    for event in yaml.parse(text, Loader=LOADER):
        found = forbidden_in(event)
        if found:
            line = event.start_mark.line + 1 if event.start_mark else 0
            problems.append(Problem(line, "", found))
    return problems


def may_forbid(text: str) -> bool:
    """Tell in a quick look whether there may be something that `forbidden_in` names."""
    return _INDICATOR.search(text) is not None


def forbidden_in(event: Event) -> str:
    """Say what is not allowed of one event of the parser, "" if nothing."""
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        return "不允许使用锚点和别名（& 和 *），请把内容写全"
    tag = getattr(event, "tag", None)
    if tag:
        return f"不允许使用 YAML 标签（{tag}），请只写普通文字、数字和列表"
    return ""


def _syntax_text(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    rows = text.splitlines()
    if 0 < line <= len(rows) and "\t" in rows[line - 1]:
        return "这一行有制表符（Tab），请换成空格"
    return f"不是有效的 YAML({_syntax_reason(error)})，请检查缩进、冒号和引号"


_SYNTAX = {
    "mapping values": "这里多了一个冒号，或上一行缩进不对",
    "expected <block end>": "缩进与上面各行不齐",
    "did not find expected": "缩进不齐，或引号、括号没有写完",
    "found unexpected end": "引号或括号没有写完",
    "while scanning": "引号没有写完，或有不允许的符号",
    "cannot start any token": "以不允许的符号开头，请加引号",
    "found character": "有不允许的符号，请加引号",
    "expected a single document": "一个文件只能有一份内容，请删去「---」",
}


def _syntax_reason(error: yaml.MarkedYAMLError) -> str:
    """Say in Chinese what the parser found; its own words are English."""
    said = f"{error.problem} {error.context}"
    return next((text for words, text in _SYNTAX.items() if words in said), "写法不对")


def _build(node: Node, place: Path_, lines: dict[Path_, int], problems: list[Problem]) -> object:
    lines.setdefault(place, node.start_mark.line + 1)
    if len(place) > MAX_DEPTH:
        problems.append(Problem(node.start_mark.line + 1, "", "层次太深"))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, place, lines, problems)
    if isinstance(node, SequenceNode):
        return [_build(n, (*place, i), lines, problems) for i, n in enumerate(node.value)]
    return _scalar(cast("ScalarNode", node))


def _mapping(
    node: MappingNode, place: Path_, lines: dict[Path_, int], problems: list[Problem]
) -> dict[str, object]:
    content: dict[str, object] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            problems.append(Problem(line, "", "键应当是文字，不能是列表或另一组键"))
            continue
        if key in content:
            problems.append(Problem(line, key, "这个键写了两次，请只留一个"))
        lines[(*place, key)] = line
        content[key] = _build(value_node, (*place, key), lines, problems)
    return content


def _scalar(node: ScalarNode) -> object:
    """Turn a scalar into bool, int, float, None or str; a date stays the text that was written."""
    match node.tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return node.value.lower() in {"true", "yes", "on"}
        case "int" | "float" as kind:
            return _number(node.value, whole=kind == "int")
        case _:
            return node.value


def _number(text: str, *, whole: bool) -> object:
    # 1_000, 0x1F, 1:30 and .inf are numbers to YAML but not to a reader of this file: left as text,
    # as are 0111 (a code) and 2021.10 (a month), which would come back as 111 and 2021.1.
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        return text
    return number if str(number) == text else text
