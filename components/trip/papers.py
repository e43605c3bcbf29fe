"""打印/导出 of a trip: four files, made on demand with progress, and a look at each page."""

import os
from collections.abc import Sequence

import streamlit as st

from briefings.paper_form import load_form
from briefings.state.state import data_version
from briefings.travel import load_travel
from briefings.trip.book import TripBook, TripRequest, write_book
from briefings.trip.companies import contacts_of
from briefings.trip.persons import with_persons
from briefings.trip.route import TripRule
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.progress import progress_bar
from components.trip.preview import part_preview
from components.trip.source import Trip
from ledger.book.policy import Action, Actor, may
from ledger.companies.reading import companies_of
from papers.renderers.writing import PaperFile
from papers.trip.files import book_jobs
from papers.trip.paper import trip_paper
from papers.verification.making import make_recorded, orders_for
from papers.verification.orders import TripOrder
from targets.stores.query import CompanyFilter
from targets.stores.search import count

KEPT = "trip_papers"
FORMATS = {
    "docx": "Word（可改）",
    "pdf": "PDF（打印）",
    "xlsx": "Excel（全部明细）",
    "html": "手机网页（一个文件，不用联网）",
}
Key = tuple[tuple[str, ...], TripRule, str, str]
KeptPapers = tuple[tuple[Key, ...], TripBook, list[PaperFile]]
"""For which lists, settings and data versions the files hold, the book, the files."""


def trip_papers(trip: Trip, actor: Actor, rule: TripRule, desk: str) -> None:
    """Draw the button that makes the files, then their downloads and a preview."""
    key = (tuple(one.company.id for one in trip.known), rule, desk, trip.state.version)
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("生成出访手册", type="primary", key="make_trip", icon=":material/print:")
        with_contacts = may(actor, Action.READ_CONTACT) and st.checkbox(
            "附上企业和地块的联系人（每条写入操作记录）", key="trip_contacts"
        )
    if asked:
        with refusals_shown():
            subject = desk or "、".join(trip.desks) or "未定片区"
            st.session_state[KEPT] = _make(trip, actor, (subject, rule), key, bool(with_contacts))
    kept: KeptPapers | None = st.session_state.get(KEPT)
    if kept is None or key not in kept[0]:
        if kept is not None:
            st.caption("清单、设置或数据已变，上次的文件作废，请重新生成。")
        return
    _downloads(kept[2])
    _preview(kept[1])


def _make(
    trip: Trip,
    actor: Actor,
    asked: tuple[str, TripRule],
    key: Key,
    with_contacts: bool,  # noqa: FBT001
) -> KeptPapers:
    subject, rule = asked
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        contacts = contacts_of(session, actor, trip.known)
        listed = count(companies, CompanyFilter())
    request = TripRequest(
        subject,
        actor.name or actor.id,
        rule,
        contacts,
        targets=listed,
        left_out=tuple(text for text in trip.missing if "（状态：" in text),
        travel=load_travel(os.environ),
        form=load_form(os.environ),
    )
    with progress_bar("正在写各家企业的一页") as bar:

        def told(done: int, total: int, _: str) -> None:
            bar.progress(0.4 * done / max(total, 1), f"正在写第 {done + 1} / {total} 家")

        def made(done: int, total: int, what: str) -> None:
            bar.progress(0.4 + 0.6 * done / total, f"正在制作 {what}" if what else "完成")

        book = write_book(trip.state, trip.known, request, told)
        if with_contacts:
            with open_ledger().writing(actor) as session:
                book = with_persons(session, actor, book)
        read = len(book.request.plot_contacts) + len(book.request.company_contacts)
        order = TripOrder(
            subject=subject,
            made_by=request.made_by,
            rule=rule,
            companies=key[0],
            left_out=request.left_out,
            with_contacts=read > 0,
            travel=request.travel,
            form=request.form,
        )
        of_data = (trip.state.version, trip.state.today)
        ordered = orders_for(order, of_data, book_jobs(book), is_private=read > 0)
        papers = make_recorded(open_ledger(), actor, ordered, made)
    if papers.notice:
        st.warning(papers.notice)
    return ((key, (*key[:3], _after(key[3], read))), book, list(papers.files))


def _after(version: str, readings: int) -> str:
    """Return the data version after our own readings, if nobody else has changed anything."""
    reference, _, number = version.rpartition("·")
    return data_version(reference, int(number) + readings)


def _downloads(files: Sequence[PaperFile]) -> None:
    with st.container(horizontal=True):
        for file in files:
            ending = file.name.rpartition(".")[2]
            st.download_button(
                FORMATS[ending],
                file.content,
                file_name=file.name,
                mime=file.mime,
                key=f"download_trip_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    size = sum(len(file.content) for file in files) / 2**20
    st.caption(
        f"{len(files)} 份文件共 {size:.1f} MB，内容相同，都带数据版本；不含电话，除非勾选了联系人。"
    )


def _preview(book: TripBook) -> None:
    if not st.toggle("预览（与手机网页内容相同）", key="trip_previewed"):
        return
    parts = trip_paper(book).parts
    names = [part.title for part in parts]
    at = st.selectbox(
        "看哪一页", range(len(names)), format_func=lambda i: names[i], key="trip_preview"
    )
    with st.container(border=True, key="trip_previewed_page"):
        part_preview(parts[at or 0])
