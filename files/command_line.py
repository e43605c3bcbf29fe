"""A command-line parser that refuses in Chinese, and the way every command starts and ends."""

import argparse
import logging
import math
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import NoReturn

from files.errors import reason
from files.office import office_folder
from files.parser_texts import translated, translated_number
from files.unforeseen import LOG, note, sentence

# argparse looks its messages up under these two names, and nowhere else can they be replaced before
# the values are put in. A catalogue for `gettext` would ask the language of the user's computer.
vars(argparse).update(_=translated, ngettext=translated_number)


MOST_DIGITS = 18  # what every place that takes such a number can hold


class ChineseParser(argparse.ArgumentParser):
    """As argparse's own, but it speaks Chinese; a wrong input ends with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say that the command was not understood, show its form, and leave."""
        self.print_usage(sys.stderr)
        self.exit(2, f"命令没有看懂（{message}）。用 --help 看全部用法。\n")


def whole_number(text: str) -> int:
    """Read a whole number, which may be below 0.

    Raises:
        ArgumentTypeError: it is none.
    """
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
        msg = f"应当是整数，最多 {MOST_DIGITS} 位（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def amount(text: str) -> float:
    """Read a number that is not below 0.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        msg = f"应当是不小于 0 的数字（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return number


def whole_count(text: str) -> int:
    """Read a number of things to list.

    Raises:
        ArgumentTypeError: it is not a whole number, or below 0.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        msg = f"应当是 0 或正整数，最多 {MOST_DIGITS} 位（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def read_answer(text: str) -> tuple[str, str]:
    """Return the name and value of an answer given as NAME=VALUE.

    Raises:
        argparse.ArgumentTypeError: it is not written so.
    """
    name, mark, value = text.partition("=")
    if not (mark and name.strip() and value.strip()):
        msg = f"应当写成 名称=值（填写值：{text[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return name.strip(), value.strip()


def ensure_utf8_names() -> None:
    """Start this program again in Python's UTF-8 mode if it could not name a file in Chinese.

    The same process goes on under the same number with the same arguments; the programs that it
    starts inherit the mode. Does nothing where names are UTF-8 already, as everywhere on Windows
    and macOS.
    """
    if sys.getfilesystemencoding().lower() == "utf-8":
        return
    os.execve(  # noqa: S606  (ourselves, with our own arguments)
        sys.executable,
        [sys.executable, *sys.orig_argv[1:]],
        {**os.environ, "PYTHONUTF8": "1"},
    )


def run_command(main: Callable[[Sequence[str]], int], program: str) -> NoReturn:
    """Run a command with the arguments of this process, and end with its exit code.

    An error that nobody foresaw becomes a sentence with a number; its traceback goes under that
    number into `errors.log` in the office's folder, which only its owner may read.
    """
    ensure_utf8_names()
    # Windows consoles still start in GBK; a pipe would otherwise fail on the middle dot.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.excepthook = partial(_unforeseen, program)
    sys.exit(main(sys.argv[1:]))


def _unforeseen(
    program: str,
    kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        print("已中断；没有完成的部分没有保存。", file=sys.stderr)
        return
    if issubclass(kind, BrokenPipeError):
        # Whoever reads our output (`| head`) has enough; what is left would fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    where = _log_to_file()
    number = note(error, program)
    print(f"{sentence(number, '这个命令')}{where}", file=sys.stderr)


def _log_to_file() -> str:
    """Send the log to its file; return where that is, or why there is none, for the user."""
    file = office_folder(os.environ) / "errors.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        handler: logging.Handler = logging.FileHandler(file, encoding="utf-8")
    except OSError as error:
        LOG.addHandler(logging.NullHandler())
        LOG.propagate = False
        return f"（日志 {file} 没有写成：{reason(error)}）"
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    LOG.addHandler(handler)
    LOG.propagate = False
    return f"（日志：{file}）"
