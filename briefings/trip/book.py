"""What a trip book (出访手册) says: the route, a profile per company, and who was there before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from briefings.company.briefing import KnownCompany, company_profile
from briefings.company.common import CommonPage, common_page
from briefings.company.profile import CompanyProfile
from briefings.paper_form import USUAL_FORM, PaperForm
from briefings.state.state import DataState
from briefings.travel import USUAL, Travel
from briefings.trip.cities import city_points, home_point
from briefings.trip.route import PlannedVisit, Route, Stop, TripRule, plan_route
from briefings.trip.standing import CityStanding, standing_of
from files.personal.phones import without_phones

T = TypeVar("T")
Step = Callable[[int, int, str], None]
NO_RULE = TripRule()


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """已接触: an earlier visit to a company: when, which group, what came of it."""

    on: date
    group: str
    result: str


@dataclass(frozen=True, slots=True)
class TripRequest:
    """出访要求: for which desk, who makes the book, and how the days are filled.

    `contacts` are earlier visits by company id. `plot_contacts` are persons at the plots by plot
    id, `company_contacts` those at companies by company id: empty unless somebody who may see them
    asked for them. `targets` is how many companies may be shown as targets at all, None where
    nobody counted. `left_out` are companies of the list that are no more, with their states.
    `travel` is how ways are reckoned, `form` how the papers are laid out and who signs them.
    """

    subject: str
    made_by: str
    rule: TripRule = NO_RULE
    contacts: Mapping[str, tuple[EarlierVisit, ...]] = field(default_factory=dict)
    plot_contacts: Mapping[str, str] = field(default_factory=dict)
    company_contacts: Mapping[str, str] = field(default_factory=dict)
    targets: int | None = None
    left_out: tuple[str, ...] = ()
    travel: Travel = USUAL
    form: PaperForm = USUAL_FORM


@dataclass(frozen=True, slots=True)
class TripBook:
    """出访手册: all that its papers say. `profiles` stand in the order of the route."""

    request: TripRequest
    made_on: date
    version: str
    route: Route
    profiles: tuple[CompanyProfile, ...]
    standing: CityStanding
    common: CommonPage

    @property
    def has_contacts(self) -> bool:
        """Whether it names a person to call."""
        asked = self.request
        return any((*asked.plot_contacts.values(), *asked.company_contacts.values()))

    def place_of(self, company: str) -> tuple[int, date | None, Stop] | None:
        """Return day number, date and stop of a company, None if its place is not known."""
        return next(
            (
                (day.number, day.on, stop)
                for day in self.route.days
                for stop in day.stops
                if stop.visit.company == company
            ),
            None,
        )


def write_book(
    state: DataState,
    companies: Sequence[KnownCompany],
    request: TripRequest,
    progress: Step | None = None,
) -> TripBook:
    """Return the book for `companies`; progress names each before its page is written."""
    by_id = {known.company.id: known for known in companies}
    route = plan_route(
        [visit_of(known) for known in by_id.values()],
        city_points(),
        home_point(),
        request.rule,
        calendar=state.workdays,
        travel=request.travel,
    )
    profiles = []
    for done, visit in enumerate(route.visits):
        if progress:
            progress(done, len(by_id), visit.name)
        profiles.append(paper_profile(state, by_id[visit.company]))
    standing = standing_of(state, request.targets)
    return TripBook(
        request,
        state.today,
        state.version,
        route,
        tuple(profiles),
        standing,
        starred(common_page(state)),
    )


def paper_profile(state: DataState, known: KnownCompany) -> CompanyProfile:
    """Return what paper may say of a company: no telephone, and no plot that was invented."""
    profile = company_profile(state.on_paper(), known)
    own = profile.sources[: profile.own_sources]  # what holds for all stands on a page of its own
    return starred(replace(profile, must_not_promise=profile.own_limits, sources=own))


def visit_of(known: KnownCompany) -> PlannedVisit:
    """Return the visit to a company; a city that is a province, such as 上海, may stand as that."""
    company = known.company
    province_is_city = not company.city and company.province in city_points()
    city = company.province if province_is_city else company.city
    return PlannedVisit(company.id, without_phones(company.name), city)


def starred(content: T) -> T:
    """Return a profile in which no telephone number can be read, whatever field it hid in."""
    return _starred(content)  # type: ignore[no-any-return]


def _starred(content: Any) -> Any:  # noqa: ANN401  (walks every kind of field)
    if isinstance(content, str):
        return without_phones(content) if type(content) is str else content
    if isinstance(content, tuple):
        return tuple(_starred(item) for item in content)
    if is_dataclass(content) and not isinstance(content, type):
        changed = {f.name: _starred(getattr(content, f.name)) for f in fields(content)}
        return replace(content, **changed)
    return content
