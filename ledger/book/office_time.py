"""The office's clock: days are days in China, wherever the server stands."""

from datetime import date

from sqlalchemy.orm import Session

from files.office import CHINA
from ledger.book.database import moment
from ledger.book.errors import NotPossible


def today_of(session: Session) -> date:
    """Return the day in China at which this writing session happens."""
    return moment(session).astimezone(CHINA).date()


def refuse_future(session: Session, day: date, name: str) -> None:
    """Return if `day` is not to come.

    Raises:
        NotPossible: it is.
    """
    if day > today_of(session):
        text = f"{name} {day} 还没有到。没有保存，请改日期。"
        raise NotPossible(text)
