"""Commands over the ledger: backup, restore, verify, import, signal, user and others.

They act as the local administrator, in the folder named by SANMING_DATA or the database named by
DATABASE_URL. Exit code 0: done; 1: refused, or something is wrong; 2: not understood.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from chains.commands import Reckoning, run
from chains.gaps.assessment import Assessment, LinkKnowledge, assess_city
from chains.model import Chain
from files.command_line import ChineseParser, run_command, whole_number
from files.errors import ProductError
from files.office import CHINA
from geodata.readers.formats import accepted_kinds
from ledger.accounts.sign_in_log import verify_sign_ins
from ledger.book.audit import AuditHead, data_head, head, holds, verify
from ledger.book.backup import Backup, backup, is_sound, restore
from ledger.book.database import Ledger, open_ledger
from ledger.book.opening.meanings import explained
from ledger.book.opening.row_rights import unguarded
from ledger.book.opening.telling import tell_unwritable
from ledger.book.policy import LOCAL
from ledger.book.policy.page import policy_table
from ledger.book.switches import samples_on, switch_samples
from ledger.links.checks import checked_standings, standing_overrides, undecided_counts
from ledger.links.urgencies import standing_urgencies, urgency_values
from ledger.papers.made import verify_papers
from ledger.plots.register import count_plots
from reports.commands.changes import snapshot
from reports.office import contacts, export_lists, import_plots, same, users
from reports.office.signal import add_options, signal

Command = Callable[[argparse.Namespace, Ledger], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; results to stdout, problems to stderr."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        ledger = open_ledger(os.environ)
        tell_unwritable(ledger.unwritable())
        try:
            return command(options, ledger)
        finally:
            ledger.close()
    except ProductError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="python -m ledger", description="台账：建立、备份、恢复、检查、导入"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add(commands, "init", init, "建立台账；已有的台账升级到当前版本")
    backup_ = _add(commands, "backup", back_up, "备份到一个新文件（含联系人，请妥善保管）")
    backup_.add_argument("file", type=Path, metavar="文件")
    restore_ = _add(commands, "restore", bring_back, "从备份恢复到空的台账")
    restore_.add_argument("file", type=Path, metavar="文件")
    verify_ = _add(commands, "verify", check, "检查操作记录有没有被改动")
    verify_.add_argument("--head", type=_head, metavar="链头", help="核对以前打印的链头")
    text = f"导入地块清单（{accepted_kinds()}）"
    import_plots.add_options(_add(commands, "import", take_over, text))
    export_lists.add_options(_add(commands, "export", export_lists.run, "导出，改过以后可以再导入"))
    sample = _add(commands, "sample", show_samples, "没有真实地块时是否显示示例地块")
    sample.add_argument("state", choices=("on", "off"), metavar="on|off")
    _add(commands, "roles", roles, "印出权限表：谁可以做什么")
    snapshot_ = _add(commands, "snapshot", snapshot, "把现在的结果存为快照；不写名称就列出已有的")
    snapshot_.add_argument("name", nargs="?", metavar="名称")
    add_options(_add(commands, "signal", signal, "企业的动向：列出、记一条、撤回一条，附评分"))
    text = "可能是同一家的企业：列出、合并、分开、撤销"
    same.add_options(_add(commands, "companies", same.same, text))
    text = "联网的账号：列出、新建、换角色、重置密码、停用、启用、解锁、退出登录"
    users.add_options(_add(commands, "user", users.user, text))
    text = "第一次联网：生成密钥文件，新建第一位管理员，打印要设置什么"
    users.add_online_options(_add(commands, "online", users.go_online, text))
    text = "联系人：留存了哪些、哪些到期，彻底删除一处（--erase）"
    contacts_ = _add(commands, "contacts", contacts.contacts, text)
    contacts.add_options(contacts_)
    chains_ = _add(
        commands, "chains", chains, "与 python -m chains 相同（gaps、show），计入本单位的核实"
    )
    chains_.add_argument("rest", nargs=argparse.REMAINDER, metavar="gaps|show …")
    return parser


def chains(options: argparse.Namespace, ledger: Ledger) -> int:
    """Run a command over the chains with the office's checks counted in."""
    with ledger.reading() as session:
        overrides, urgencies = standing_overrides(session), standing_urgencies(session)
        last = data_head(session).number
    today = datetime.now(CHINA).date()

    def with_checks(chains: Iterable[Chain]) -> dict[str, Assessment]:
        every = list(chains)
        known = {
            one.id: LinkKnowledge(
                checked_standings(overrides, one.id),
                urgency_values(urgencies, one.id),
                undecided_counts(overrides, one.id),
            )
            for one in every
        }
        return assess_city(every, today, known)

    reckoning = Reckoning(with_checks, today, f"·{last:04d}")
    return run(options.rest, "python -m ledger chains", reckoning)


def _add(
    commands: "argparse._SubParsersAction[ChineseParser]", name: str, command: Command, text: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


def _head(written: str) -> AuditHead:
    number, mark, hash_ = written.partition(":")
    if not (mark and number.isascii() and number.isdecimal()):
        msg = f"应当照 verify 打印的写，如 0012:3f…（填写值：{written[:40]}）"
        raise argparse.ArgumentTypeError(msg)
    return AuditHead(whole_number(number), hash_)


def init(_: argparse.Namespace, ledger: Ledger) -> int:
    """Say where the ledger is; opening it has made it."""
    with ledger.reading() as session:
        open_to_all = unguarded(session.connection())
        print(f"台账可用：{ledger.url},{count_plots(session)} 块地，链头 {head(session)}")
    if open_to_all:
        print(open_to_all, file=sys.stderr)
    return 0


def back_up(options: argparse.Namespace, ledger: Ledger) -> int:
    """Write a backup and print what it holds."""
    return _report("已备份到", options.file, backup(ledger, options.file))


def bring_back(options: argparse.Namespace, ledger: Ledger) -> int:
    """Restore a backup and print what it holds."""
    return _report("已恢复", options.file, restore(options.file, ledger))


def _report(done: str, file: Path, held: Backup) -> int:
    print(f"{done} {file}\n内容校验 {held.content_hash}\n链头 {held.head}")
    return 0


def check(options: argparse.Namespace, ledger: Ledger) -> int:
    """Recompute the three hash chains; 1 if one or the file is broken, or a head is not in it."""
    with explained():
        sound = is_sound(ledger)
    if not sound:
        print("台账文件已损坏。请停止使用，用最近的备份恢复。", file=sys.stderr)
        return 1
    with ledger.reading() as session:
        broken, last = verify(session), head(session)
        paper, signed = verify_papers(session), verify_sign_ins(session)
        kept = options.head is None or holds(session, options.head)
    if broken is not None:
        print(f"操作记录不可信：{broken.why}。请与备份核对。", file=sys.stderr)
        return 1
    if paper is not None:
        print(f"材料记录不可信：{paper.why}。请与备份核对。", file=sys.stderr)
        return 1
    if signed is not None:
        print(f"登录记录不可信：{signed.why}。请与备份核对。", file=sys.stderr)
        return 1
    if not kept:
        print(f"操作记录里没有链头 {options.head}：记录被截断或换过。", file=sys.stderr)
        return 1
    print(f"操作记录完整：{last.number} 条，链头 {last}")
    return 0


def take_over(options: argparse.Namespace, ledger: Ledger) -> int:
    """Import a list of plots, or only check it; nothing is saved while a question is open."""
    return import_plots.run(options, ledger, save=True)


def roles(_options: argparse.Namespace, _ledger: Ledger) -> int:
    """Print the table of who may do what, as it stands in docs/ledger.md."""
    print(policy_table())
    return 0


def show_samples(options: argparse.Namespace, ledger: Ledger) -> int:
    """Switch the sample plots on or off."""
    with ledger.writing(LOCAL) as session:
        switch_samples(session, LOCAL, on=options.state == "on")
        state = "显示" if samples_on(session) else "不显示"
    print(f"没有真实地块时，{state}示例地块。")
    return 0


if __name__ == "__main__":
    run_command(main, "python -m ledger")
