"""What is said when the program itself fails: Chinese words, and a number to find in the log."""

import logging
import secrets

LOG = logging.getLogger("sanming.unforeseen")


def note(error: BaseException, where: str) -> str:
    """Write `error` with its traceback into the log; return the number under which it stands."""
    number = f"E-{secrets.token_hex(3).upper()}"
    LOG.error("unforeseen error %s in %s", number, where, exc_info=error)
    return number


def sentence(number: str, what: str) -> str:
    """Say what (本页, 这个命令) did not come to its end, what is unchanged and what to do."""
    return (
        f"程序出错，{what}没有完成（编号 {number}）。已保存的数据没有改变。"
        "请重试一次；仍然出错，请把编号告诉管理员，日志里有详细记录。"
    )
