"""A command-line parser that refuses in Chinese."""

import argparse
import sys
from typing import NoReturn


class ChineseParser(argparse.ArgumentParser):
    """As argparse's own, but a wrong input is answered in Chinese, with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say that the command was not understood, show its form, and leave."""
        self.print_usage(sys.stderr)
        self.exit(2, f"命令没有看懂({message})。用 --help 看全部用法。\n")


def whole_count(text: str) -> int:
    """Read a number of things to list.

    Raises:
        ArgumentTypeError: it is not a whole number, or below 0.
    """
    if not text.isdecimal():
        msg = f"应当是 0 或正整数,填写的是 {text}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def read_answer(text: str) -> tuple[str, str]:
    """Return the name and value of an answer given as NAME=VALUE.

    Raises:
        argparse.ArgumentTypeError: it is not written so.
    """
    name, mark, value = text.partition("=")
    if not (mark and name.strip() and value.strip()):
        msg = f"应当写成 名称=值(填写值:{text[:40]})"
        raise argparse.ArgumentTypeError(msg)
    return name.strip(), value.strip()
