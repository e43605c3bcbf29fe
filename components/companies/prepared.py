"""A bought list that was read, kept for the session so that no rerun reads it again."""

import os
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from briefings.targets.import_rules import import_rules
from components.frame.last_state.asking import ask
from components.frame.ledger_access import office_day
from components.frame.progress import showing_progress
from components.targets.asking import Targets
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.companies.store import companies_version
from ledger.company_imports.imports import CompanyList, ImportRules
from ledger.company_imports.preview import CompanyPreview, preview_list
from ledger.company_imports.vendor_mappings import remembered_mappings
from targets.vendor.apart import read_list_apart
from targets.vendor.headings import OTHER
from targets.vendor.merging import ListSource
from targets.vendor.model import ImportRequest, VendorReading

_READ, _COMPARED = "company_import_read", "company_import_compared"


@dataclass(frozen=True, slots=True)
class ListDetails:
    """What a person says of a list: its day, whether contacts are kept, answers to questions."""

    published: str = ""
    with_contacts: bool = False
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedList:
    """One list as read. `key` tells it from every other list and every other answer."""

    key: tuple[object, ...]
    name: str
    reading: VendorReading
    told: ListDetails

    @property
    def listed(self) -> CompanyList:
        """The companies to be taken over, with their source."""
        layout = self.reading.header.layout if self.reading.header else OTHER
        source = ListSource(self.name, layout, self.told.published)
        unmatched = len(self.reading.unmatched)
        return CompanyList(self.reading.companies, source, unmatched, dict(self.told.answers))


def prepare(file: UploadedFile, told: ListDetails) -> PreparedList:
    """Return a list as read; a bar shows how far it is, and nothing is read a second time."""
    remembered = ask(remembered_mappings)
    # A mapping said anew reads the same file anew.
    known = tuple(sorted((name, *sorted(m.items())) for name, m in remembered.items()))
    key = (file.file_id, told, known)
    kept = st.session_state.get(_READ)
    if isinstance(kept, PreparedList) and kept.key == key:
        return kept
    asked = ImportRequest(
        remembered=remembered, with_contacts=told.with_contacts, answers=dict(told.answers)
    )
    with showing_progress("正在读取清单") as progress:
        reading = read_list_apart(file.getvalue(), asked, office_day(), progress)
    prepared = PreparedList(key, " ".join(file.name.split())[:200], reading, told)
    st.session_state[_READ] = prepared
    st.session_state.pop(_COMPARED, None)
    return prepared


def compare(
    ledger: Ledger, actor: Actor, targets: Targets, prepared: PreparedList
) -> CompanyPreview:
    """Return what would become of each row against the ledger as it is now.

    Raises:
        NotAllowed, NotPossible: saving would be refused, for the reason given.
    """
    with ledger.reading() as session:
        key = (prepared.key, targets.version, companies_version(session))
        kept = st.session_state.get(_COMPARED)
        if kept is not None and kept[0] == key:
            return kept[1]  # type: ignore[no-any-return]
        with showing_progress("正在与台账对照") as progress:
            rules = rules_of(targets)
            what = (prepared.reading, prepared.listed, rules)
            compared = preview_list(session, actor, what, progress=progress)
    st.session_state[_COMPARED] = (key, compared)
    return compared


def rules_of(targets: Targets) -> ImportRules:
    """Return by what a list is taken over now."""
    return import_rules(targets.base, targets.measure, os.environ)


def forget() -> None:
    """Let go of the list that was read."""
    st.session_state.pop(_READ, None)
    st.session_state.pop(_COMPARED, None)
