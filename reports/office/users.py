"""`python -m ledger user` and `online`: accounts of the office online, from the server.

Whoever may run these commands has the whole ledger in hand: they act as the local administrator.
"""

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from files.errors import reason
from files.office import CHINA, is_host_name, office_folder
from files.records import codes_of_unseen
from ledger.accounts.overview import account_overview, unlocked_state
from ledger.accounts.passwords import PasswordHash, good_hash, hash_password, make_password
from ledger.accounts.signing_in import unlock
from ledger.accounts.users import (
    add_account,
    end_all_sessions,
    give_grants,
    grants_text,
    has_administrator,
    person_name,
    require_id,
    require_new,
    reset_password,
    switch_account,
)
from ledger.book.database import Ledger
from ledger.book.errors import NotPossible
from ledger.book.policy import LOCAL, ROLE_NAMES, Grant, Role

ACTS = ("list", "add", "roles", "reset", "disable", "enable", "unlock", "end-sessions")
SECRET_NAME = "server-secret"  # noqa: S105  (the name of the file)
_BYTES = 48
LONGEST_PART = 255  # bytes of one name in a path, on Linux as on Windows


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what `user` takes."""
    text = "列出；新建；换角色；重置密码；停用；启用；解锁；退出全部登录"
    parser.add_argument("act", choices=ACTS, metavar="|".join(ACTS), help=text)
    parser.add_argument("id", nargs="?", metavar="账号", help="如 chen.shili")
    parser.add_argument("--name", metavar="姓名", help="新建时写")
    _add_password(parser)
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        type=read_grant,
        metavar="角色[:管哪里]",
        help=f"可以写几次：{'、'.join(f'{code} {name}' for code, name in ROLE_NAMES.items())}；"
        "片区、县区、工作组写管哪里，如 desk:长三角",
    )


def add_online_options(parser: argparse.ArgumentParser) -> None:
    """Add what `online` takes."""
    admin = _checked(require_id)
    parser.add_argument(
        "--admin", type=admin, metavar="账号", help="第一位管理员的账号，如 wu.shili"
    )
    name = _checked(person_name)
    parser.add_argument("--name", type=name, metavar="姓名", help="第一位管理员的姓名")
    host = _checked(_require_host)
    parser.add_argument("--host", type=host, metavar="主机名", help="别人打开时用的名称")
    file = _checked(_require_place)
    parser.add_argument("--secret-file", type=file, metavar="文件", help="密钥文件放在哪里")
    _add_password(parser)


def _checked(check: Callable[[str], object]) -> Callable[[str], str]:
    """Return what reads a word of a command, so that a wrong one is refused before all else."""

    def read(written: str) -> str:
        try:
            check(written)
        except NotPossible as error:
            raise argparse.ArgumentTypeError(str(error)) from error
        return written

    return read


def _require_host(written: str) -> None:
    if not is_host_name(written):
        text = (
            f"{written[:60]} 不是主机名：只写名称，如 zs.example.gov.cn，"
            "不写 https://、端口和斜杠。没有改动。"
        )
        raise NotPossible(text)


def _require_place(written: str) -> None:
    if unseen := codes_of_unseen(written):
        text = f"文件名里有看不见的控制字符（{'、'.join(unseen)}），请重新输入。没有改动。"
        raise NotPossible(text)
    if any(len(part.encode()) > LONGEST_PART for part in Path(written).parts):
        text = f"文件名最长 {LONGEST_PART} 个字节（汉字一个算三个）。没有改动。"
        raise NotPossible(text)
    if not written.strip() or Path(written).expanduser().is_dir():
        text = f"{written[:200]} 是一个文件夹，密钥文件要写到一个文件里。没有改动。"
        raise NotPossible(text)


def _add_password(parser: argparse.ArgumentParser) -> None:
    text = "自己输入密码（不显示）；不写就生成一个，只打印一次"
    parser.add_argument("--ask", action="store_true", help=text)


def read_grant(written: str) -> Grant:
    """Read a role and its area as typed: `desk:长三角`, `片区：长三角`, `viewer`."""
    role, _, area = written.replace("：", ":").partition(":")
    codes = {name: code.value for code, name in ROLE_NAMES.items()}
    return Grant(codes.get(role.strip(), role.strip()), area.strip())


def user(options: argparse.Namespace, ledger: Ledger) -> int:
    """Run one act on accounts.

    Raises:
        NotPossible: what was asked cannot be done; nothing changed.
    """
    if options.act == "list":
        return _list(ledger)
    if not options.id:
        text = "没有写账号，如：python -m ledger user reset chen.shili。没有改动。"
        raise NotPossible(text)
    acts: dict[str, Callable[[argparse.Namespace, Ledger], str]] = {
        "add": _add,
        "roles": _roles,
        "reset": _reset,
        "disable": _disable,
        "enable": _enable,
        "unlock": _unlock,
        "end-sessions": _end_sessions,
    }
    print(acts[options.act](options, ledger))
    return 0


def go_online(options: argparse.Namespace, ledger: Ledger) -> int:
    """Make the secret and the first administrator, unless they are there, and say what is next.

    All that can be wrong is looked at before anything is made, so that nothing is half made.

    Raises:
        NotPossible: the file cannot be written, or the account not be made; nothing was.
    """
    given = Path(options.secret_file) if options.secret_file else None
    file = (given or office_folder(os.environ) / SECRET_NAME).expanduser().absolute()
    with ledger.reading() as session:
        is_there = has_administrator(session)
    first = None if is_there else _first_administrator(options, ledger)
    was_there = file.exists()
    said = [_make_secret(file)]
    try:
        said.append(_made(ledger, *first) if first else "已经有能登录的管理员，没有另建。")
    except BaseException:
        if not was_there:
            file.unlink(missing_ok=True)
        raise
    print("\n".join(said))
    host = options.host or "主机名"
    print(
        "\n启动前设置（写进服务的环境，不要写进项目）：\n"
        f"SANMING_MODE=server\nSANMING_HOSTS={host}\nSANMING_SECRET_FILE={file}\n"
        "SANMING_PROXY=127.0.0.1        # 前面有 nginx 时，写它的地址\n"
        "再运行 make run（或 python -m front）。\n"
        f"打开 https://{host} ，用上面的账号登录，第一次要设自己的密码。"
    )
    return 0


Newcomer = tuple[str, str, tuple[Grant, ...], PasswordHash, str]


def _first_administrator(options: argparse.Namespace, ledger: Ledger) -> Newcomer:
    """Ask for what is not written yet, and look at all of it."""
    account_id = options.admin or _asked("第一位管理员的账号（小写字母，如 wu.shili）：")
    require_id(account_id)
    name = options.name or _asked("姓名：")
    with ledger.reading() as session:
        name = require_new(session, account_id, name)
    hashed, said = _password(account_id, name, ask=options.ask)
    return account_id, name, (Grant(Role.ADMIN),), hashed, said


def _make_secret(file: Path) -> str:
    if file.exists():
        return f"密钥文件已经有了，没有改动：{file}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        text = f"密钥文件没有写成：{file}（{reason(error)}）。没有改动。"
        raise NotPossible(text) from error
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(_BYTES) + "\n")
    return f"密钥文件已生成，只有本人能读：{file}"


def _list(ledger: Ledger) -> int:
    with ledger.reading() as session:
        found = account_overview(session, ledger.clock())
    if not found.accounts:
        print("还没有账号。")
    for one in found.accounts:
        last = found.signed_in.get(one.id)
        seen = f"{last.astimezone(CHINA):%Y-%m-%d %H:%M}" if last else "没有登录过"
        state = unlocked_state(one)
        if one.id in found.locked:
            state += f"，锁到 {found.locked[one.id].astimezone(CHINA):%H:%M}"
        cells = (
            one.id,
            one.name,
            grants_text(one.grants),
            state,
            seen,
            f"在线 {found.online.get(one.id, 0)}",
        )
        print("\t".join(cells))
    return 0


def _add(options: argparse.Namespace, ledger: Ledger) -> str:
    if not options.name:
        text = "新建账号要写姓名：--name 姓名。没有改动。"
        raise NotPossible(text)
    hashed, said = _password(options.id, options.name, ask=options.ask)
    return _made(ledger, options.id, options.name, tuple(options.role), hashed, said)


def _made(
    ledger: Ledger,
    account_id: str,
    name: str,
    grants: tuple[Grant, ...],
    hashed: PasswordHash,
    said: str,
) -> str:
    with ledger.writing(LOCAL) as session:
        made = add_account(session, LOCAL, account_id, (name, grants), hashed)
    return f"已新建账号 {made.id}（{made.name}，{grants_text(made.grants)}）。{said}"


def _roles(options: argparse.Namespace, ledger: Ledger) -> str:
    with ledger.writing(LOCAL) as session:
        changed = give_grants(session, LOCAL, options.id, tuple(options.role))
    return f"{changed.id} 现在是 {grants_text(changed.grants)}，他的登录都已结束。"


def _reset(options: argparse.Namespace, ledger: Ledger) -> str:
    hashed, said = _password(options.id, options.name or "", ask=options.ask)
    with ledger.writing(LOCAL) as session:
        changed = reset_password(session, LOCAL, options.id, hashed)
    return f"{changed.id} 的密码已重置，他的登录都已结束。{said}"


def _disable(options: argparse.Namespace, ledger: Ledger) -> str:
    with ledger.writing(LOCAL) as session:
        changed = switch_account(session, LOCAL, options.id, on=False)
    return f"{changed.id}（{changed.name}）已停用，他的登录都已结束。"


def _enable(options: argparse.Namespace, ledger: Ledger) -> str:
    with ledger.writing(LOCAL) as session:
        changed = switch_account(session, LOCAL, options.id, on=True)
    return f"{changed.id}（{changed.name}）可以登录了，密码没有变。"


def _unlock(options: argparse.Namespace, ledger: Ledger) -> str:
    with ledger.writing(LOCAL) as session:
        unlock(session, LOCAL, options.id)
    return f"{options.id} 已解锁。"


def _end_sessions(options: argparse.Namespace, ledger: Ledger) -> str:
    with ledger.writing(LOCAL) as session:
        ended = end_all_sessions(session, LOCAL, options.id)
    return f"{options.id} 的 {ended} 个登录已结束，下一次点击就要重新登录。"


def _password(account_id: str, name: str, *, ask: bool) -> tuple[PasswordHash, str]:
    """Return a first password as it is kept, and what to say of it: a made one is said once."""
    if not ask:
        made = make_password()
        text = f"第一次登录的密码（只显示这一次，请当面交给本人）：{made}"
        return hash_password(made), text
    typed, again = getpass.getpass("密码："), getpass.getpass("再写一次：")
    if typed != again:
        text = "两次写的密码不一样。没有改动。"
        raise NotPossible(text)
    return good_hash(typed, (account_id, name)), "第一次登录后要改成自己的密码。"


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        text = "没有写第一位管理员：--admin 账号 --name 姓名。没有改动。"
        raise NotPossible(text)
    return input(question).strip()
