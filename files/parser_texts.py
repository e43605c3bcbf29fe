"""What each message of the standard command-line parser means in Chinese; a test keeps it whole.

The keys are argparse's own templates, as it looks them up itself (`gettext`); what stands in
`%(...)s` and `%s` is its business. What only a programmer can provoke is left in English.
"""

from collections.abc import Mapping

_NOT_ALLOWED = "不能写成 %(value)r"

TEXTS: Mapping[str, str] = {
    "usage: ": "用法：",
    "positional arguments": "要写的内容",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示这份说明",
    "show program's version number and exit": "显示版本",
    " (default: %(default)s)": "（默认 %(default)s）",
    "default: %s": "默认 %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "%(prog)s: warning: %(message)s\n": "%(prog)s：注意，%(message)s\n",
    "unrecognized arguments: %s": "不认识 %s",
    "unexpected option string: %s": "不认识 %s",
    "the following arguments are required: %s": "还要写 %s",
    "one of the arguments %s is required": "要写其中一个：%s",
    "not allowed with argument %s": "不能和 %s 同时写",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s 没有写全，可能是 %(matches)s"
    ),
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "ignored explicit argument %r": "后面不写值（写了 %r）",
    "invalid %(type)s value: %(value)r": f"{_NOT_ALLOWED}，请照 --help 的写法填写",
    "invalid choice: %(value)r (choose from %(choices)s)": f"{_NOT_ALLOWED}，可填 %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        f"{_NOT_ALLOWED}，是不是 %(closest)r？可填 %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "没有 %(parser_name)r 这个命令，可用 %(choices)s"
    ),
    "can't open '%(filename)s': %(error)s": "打不开 %(filename)s",
    "option '%(option)s' is deprecated": "%(option)s 以后不再使用",
    "command '%(parser_name)s' is deprecated": "%(parser_name)s 以后不再使用",
    "argument '%(argument_name)s' is deprecated": "%(argument_name)s 以后不再使用",
}


def translated(message: str) -> str:
    """Return the Chinese of one of argparse's messages; another stays as it is."""
    return TEXTS.get(message, message)


def translated_number(one: str, several: str, number: int) -> str:
    """Return the Chinese of a message with a number; Chinese has no plural."""
    return translated(one if number == 1 else several)
