"""联系人 of a trip: who is to be called at its companies and plots, for those who may know."""

from dataclasses import replace

from sqlalchemy.orm import Session

from briefings.trip.book import TripBook
from ledger.book.policy import Action, Actor, may
from ledger.companies.contacts import read_company_contact
from ledger.plots.edits import read_contact


def with_persons(session: Session, actor: Actor, book: TripBook) -> TripBook:
    """Return the book with the contacts that `actor` may read; each reading is written down."""
    ids = {p.plot_id for profile in book.profiles for p in profile.plots if not p.sample}
    plots = {plot: read_contact(session, actor, plot) for plot in sorted(ids)}
    persons = {}
    for profile in book.profiles:
        if may(actor, Action.READ_COMPANY_CONTACT, desk=profile.desk):
            contact = read_company_contact(session, actor, profile)
            if contact is not None:
                persons[profile.id] = " ".join((*contact.person, *contact.phone))
    asked = replace(book.request, plot_contacts=plots, company_contacts=persons)
    return replace(book, request=asked)
