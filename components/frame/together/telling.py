"""Tell above a record who else has it open, and who changed it since this tab last drew it."""

from collections.abc import Collection, Iterable
from uuid import uuid4

import streamlit as st

from components.frame.kept import kept
from components.frame.last_state.asking import ask
from components.frame.ledger_access import ledger_key
from components.frame.plain_text import plain
from components.frame.together.open_records import OpenRecord, OpenRecords
from files.office import CHINA
from ledger.book.database import utc_now
from ledger.book.last_change import LastChange, last_change
from ledger.book.policy import LOCAL, Actor
from ledger.links import checks, urgencies

OF_LINKS = (checks.TOPIC, urgencies.TOPIC)
"""What people write of the links of a chain."""
_TAB, _DRAWN = "together_tab", "together_drawn"


def tell_together(actor: Actor, topics: Collection[str], subject: str = "") -> None:
    """Say who else is at the record that the audit log calls `subject` of `topics`, if anybody.

    One that ends in "/" means all below it, "" all of the topics (`ledger.book.last_change`). In
    local mode there is one person, the local administrator: then nothing is said.
    """
    if actor == LOCAL:
        return
    record, changed = _name(topics, subject), ask(last_change, tuple(topics), subject)
    drawn: dict[str, int] = st.session_state.setdefault(_DRAWN, {})
    seen = drawn.get(record)
    drawn[record] = changed.number if changed else 0
    if changed and seen is not None and changed.number > seen and changed.actor_id != actor.id:
        st.info(plain(change_sentence(changed)), icon=":material/sync:")
    tab = st.session_state.setdefault(_TAB, uuid4().hex)
    others = _open_records(ledger_key()).note(tab, actor, record, utc_now())
    if others:
        st.caption(plain(others_sentence(others)))


def is_outdated(topics: Collection[str], subject: str = "") -> bool:
    """Tell whether somebody changed the record since `tell_together` drew it in this tab."""
    seen = st.session_state.get(_DRAWN, {}).get(_name(topics, subject))
    if seen is None:
        return False
    changed = ask(last_change, tuple(topics), subject)
    return changed is not None and changed.number > seen


def change_sentence(changed: LastChange) -> str:
    """Say who changed it when: 「刚由…改（10:32），下面是改后的内容。」."""
    return f"刚由{changed.name}改（{changed.at.astimezone(CHINA):%H:%M}），下面是改后的内容。"


def others_sentence(others: Iterable[OpenRecord]) -> str:
    """Say who else has it open since when."""
    each = "、".join(f"{o.name}（{o.since.astimezone(CHINA):%H:%M} 起）" for o in others)
    return f"还有人打开着这里：{each}。两人都改时，后保存的会先看到对方改了什么。"


def _name(topics: Collection[str], subject: str) -> str:
    return f"{'/'.join(topics)}:{subject}"


@kept(most=4)
def _open_records(ledger: tuple[str, str]) -> OpenRecords:  # noqa: ARG001  (the key of the cache)
    return OpenRecords()
