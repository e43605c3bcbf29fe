"""What each kind of paper was asked for with: enough to make it again, and no data of its own."""

from datetime import date

from briefings.paper_form import USUAL_FORM, PaperForm
from briefings.travel import USUAL, Travel
from briefings.trip.route import TripRule
from files.records import Record
from papers.verification.request import PaperKind, PaperRequest


class TripOrder(Record):
    """出访手册的要求: the companies by id, in the order given to the route.

    Without `with_contacts` no persons at companies and plots are in the book. `travel` is how ways
    were reckoned, `form` how it was laid out: what an office has changed since is no change of the
    data.
    """

    subject: str
    made_by: str
    rule: TripRule
    companies: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    with_contacts: bool = False
    travel: Travel = USUAL
    form: PaperForm = USUAL_FORM


class CompanyOrder(Record):
    """一企一表的要求."""

    company: str
    form: PaperForm = USUAL_FORM


class CardOrder(Record):
    """推介卡的要求."""

    chain: str
    link: str


class DeckOrder(Record):
    """幻灯片的要求: the name of the snapshot it compares with, "" for none."""

    since: str = ""


class AnalysisOrder(Record):
    """四维研判的要求: `weights` as somebody moved them, None for those of the settings."""

    chain: str
    form: PaperForm = USUAL_FORM
    weights: tuple[float, float, float, float] | None = None


class WallMapOrder(Record):
    """挂图的要求: the id of the map, and A0 or A3."""

    map: str
    size: str


PaperOrder = TripOrder | CompanyOrder | CardOrder | DeckOrder | AnalysisOrder | WallMapOrder
KINDS: dict[type[Record], PaperKind] = {
    TripOrder: PaperKind.TRIP,
    CompanyOrder: PaperKind.COMPANY,
    CardOrder: PaperKind.CARD,
    DeckOrder: PaperKind.DECK,
    AnalysisOrder: PaperKind.ANALYSIS,
    WallMapOrder: PaperKind.WALL_MAP,
}
ORDERS = {kind: order for order, kind in KINDS.items()}


def request_of(order: PaperOrder, version: str, day: date) -> PaperRequest:
    """Return the request for a paper of that data version and day."""
    options = order.model_dump(mode="json")
    return PaperRequest(kind=KINDS[type(order)], options=options, version=version, day=day)
