"""Put the meeting on sheets: cover, opening, the chains, what changed, what is to decide."""

from briefings.meeting.content import Meeting
from papers.meeting.chain_sheets import chain_sheets
from papers.meeting.closing import changes_sheets, decisions_sheets
from papers.meeting.cover import cover_sheet
from papers.meeting.flowing import paged
from papers.meeting.opening import opening_sheet
from papers.meeting.sheet import MeetingSheet

ROWS = 16


def meeting_sheets(meeting: Meeting) -> tuple[MeetingSheet, ...]:
    """Return all sheets in the order shown; the first of each kind has a plain id.

    What there is nothing to say of has none: the cover says so.
    """
    opening = [
        opening_sheet(meeting, meeting.rows[at : at + ROWS], paged("overview", at // ROWS))
        for at in range(0, max(len(meeting.rows), 1), ROWS)
    ]
    chains = [sheet for part in meeting.chains for sheet in chain_sheets(meeting, part)]
    return (
        cover_sheet(meeting),
        *opening,
        *chains,
        *changes_sheets(meeting),
        *decisions_sheets(meeting),
    )
