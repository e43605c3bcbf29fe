"""The form about a link that was asked for: of a check, of a need, of its card."""

from chains.gaps.assessment import Assessment
from components.chain.dialogs.card import card_dialog
from components.chain.dialogs.check import check_dialog
from components.chain.dialogs.urgency import urgency_dialog
from components.frame.context import Context
from ledger.book.policy import Actor


def opened_dialogs(context: Context, assessment: Assessment, actor: Actor) -> None:
    """Open what was asked for in the run before, or say what was saved in it."""
    check_dialog(assessment, actor)
    urgency_dialog(assessment, actor)
    card_dialog(context, assessment, actor)
