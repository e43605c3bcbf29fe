"""`python -m ledger contacts`: whose contacts are kept since when, what is due, and erasing one."""

import argparse
from datetime import date, timedelta

from briefings.state.composing import today_here
from files.command_line import whole_number
from files.errors import NotFound
from files.office import CHINA
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.book.records import KeptContact
from ledger.companies.contacts import erase_company_contact, kept_company_contacts
from ledger.plots.contacts import erase_plot_contact, kept_plot_contacts

DAYS = 730
"""Ours: two years without a change. The law (个人信息保护法 19) asks for the shortest time."""
LEFT = (
    "拜访记录里的人员、见证和号码一并删去，写在结果等文字里的姓名请自己看一遍；"
    "操作记录只记谁、什么时候删了哪一处，从来没有名字和号码，拜访当时的内容只留校验值；"
    "以前的备份和导出过的材料里可能仍有，请一并处理。"
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is due after how long, and what to erase."""
    text = f"登记或修改以后多少天到期，默认 {DAYS}"
    parser.add_argument("--days", type=whole_number, default=DAYS, metavar="天数", help=text)
    text = "彻底删除这一处（地块或企业的编号）的联系人，连同旧版本里的"
    parser.add_argument("--erase", metavar="编号", help=text)


def contacts(options: argparse.Namespace, ledger: Ledger) -> int:
    """List what is kept, the oldest first, without a name or number; or erase one."""
    if options.erase:
        return _erase(ledger, options.erase)
    with ledger.reading() as session:
        plots = [("地块", one) for one in kept_plot_contacts(session, LOCAL)]
        companies = [("企业", one) for one in kept_company_contacts(session, LOCAL)]
    today = today_here()
    kept = sorted((*plots, *companies), key=lambda named: (named[1].since, named[1].id))
    due = sum(_due(one, options.days) <= today for _, one in kept)
    print(f"留存联系人 {len(kept)} 处，到期（{options.days} 天）{due} 处。")
    for what, one in kept:
        mark = "，已到期" if _due(one, options.days) <= today else ""
        since = one.since.astimezone(CHINA).date()
        print(f"{what} {one.id}：{since} 登记或修改，{_due(one, options.days)} 到期{mark}")
    return 0


def _due(one: KeptContact, days: int) -> date:
    return one.since.astimezone(CHINA).date() + timedelta(days=days)


def _erase(ledger: Ledger, wanted: str) -> int:
    with ledger.writing(LOCAL) as session:
        erased = [
            erase_plot_contact(session, LOCAL, wanted),
            erase_company_contact(session, LOCAL, wanted),
        ]
    if not any(erased):
        text = f"没有留存「{wanted[:40]}」的联系人，什么也没有删。"
        raise NotFound(text)
    print(f"已彻底删除 {wanted} 的联系人。{LEFT}")
    return 0
