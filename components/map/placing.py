"""落点: put a park or plot where the map is clicked; confirmed, recorded, and reversible."""

from dataclasses import dataclass, replace

import streamlit as st

from briefings.state.places import Places
from components.frame import address
from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from drawing.map.marks import PARK
from files.errors import DataError
from geodata.layers.layer import county_of
from geodata.model import Datum, Position
from geodata.parks import Park
from ledger.book.policy import Action, Actor, may
from ledger.plots.edits import place_plot
from ledger.plots.parks import park_positions, place_park
from ledger.plots.register import get_plot

SLOT, UNDO, PRECISION = "placing", "placed", "placing_precision"


@dataclass(frozen=True, slots=True)
class Placing:
    """What is being placed: the record and the version of it that the user saw.

    `park` is the park, None for a plot. `before` is where it was until now, `at` where the map
    was clicked (longitude, latitude).
    """

    id: str
    name: str
    counties: tuple[str, ...]
    park: Park | None
    version: int
    before: Position | None = None
    at: tuple[float, float] | None = None


def current() -> Placing | None:
    """Return what is being placed, if anything."""
    found = st.session_state.get(SLOT)
    return found if isinstance(found, Placing) else None


def clicked(at: tuple[float, float]) -> None:
    """Take the place that was clicked."""
    placing = current()
    if placing is not None:
        st.session_state[SLOT] = replace(placing, at=at)


def start_button(places: Places, actor: Actor, kind: str, place_id: str) -> None:
    """Draw the button that begins the placing of one park or plot, to who may do it."""
    if not _may_place(places, actor, kind, place_id):
        return
    placed = _position(places, kind, place_id) is not None
    label = "移动位置" if placed else "落点：在地图上点位置"
    if st.button(label, key=f"place_{kind}_{place_id}"):
        _start(kind, place_id, places)
        st.rerun(scope="app")


def placing_panel(actor: Actor) -> None:
    """Draw what is being placed: what to do, what was clicked, and how to confirm it."""
    placing = current()
    if placing is None:
        return
    st.markdown(f"#### 落点：{plain(placing.name)}")
    if placing.at is None:
        st.info("请在地图上点它的位置。可先放大；点错了再点一次就行。")
    else:
        _confirm(placing, placing.at, actor)
    st.button("取消，不改动", key="placing_cancel", on_click=_stop)


def undo_bar(actor: Actor) -> None:
    """Offer to undo the placing just done; with none, draw nothing."""
    done = st.session_state.get(UNDO)
    if not isinstance(done, Placing):
        return
    st.success(f"已落点：{plain(done.name)}。操作已记录。")
    if st.button("撤销这次落点", key="placing_undo"):
        _save(done, done.before, actor)
        st.session_state.pop(UNDO, None)
        st.rerun(scope="app")


def county_problem(placing: Placing, county: str | None) -> tuple[bool, str]:
    """Say whether the clicked place is refused, and what to tell; "" if all is well."""
    if county is None:
        return True, "这个点不在三明市范围内，没有保存。请重新点。"
    if placing.counties and county not in placing.counties:
        registered = "、".join(placing.counties)
        text = f"这个点在{county}，登记的是{registered}。县界约有 100 米误差，请核对。"
        return False, text
    return False, ""


def _where(placing: Placing, at: tuple[float, float]) -> tuple[bool, str]:
    """As `county_problem`; while the layer of counties is closed nobody can say where it lies."""
    try:
        return county_problem(placing, county_of(*at))
    except DataError:
        return False, "县区边界图层没有打开，没有核对这个点在哪个县区，请自己看准。"


def _confirm(placing: Placing, at: tuple[float, float], actor: Actor) -> None:
    refused, text = _where(placing, at)
    st.markdown(f"所点位置：东经 {at[0]:.5f}，北纬 {at[1]:.5f}(WGS-84)")
    if text:
        (st.error if refused else st.warning)(text)
    precision = st.number_input(
        "大致精度（米）", min_value=1.0, max_value=20000.0, value=200.0, key=PRECISION, format="%g"
    )
    if not st.button("确认落点", key="placing_confirm", type="primary", disabled=refused):
        return
    position = Position(
        longitude=at[0], latitude=at[1], given=at, datum=Datum.WGS84, precision_m=precision
    )
    version = _save(placing, position, actor)
    st.session_state[UNDO] = replace(placing, version=version)
    address.write("park" if placing.park else "plot", placing.id)
    address.write("plot" if placing.park else "park", "")
    _stop()
    st.rerun(scope="app")


def _save(placing: Placing, position: Position | None, actor: Actor) -> int:
    """Write the position (None takes it off the map) and return the new version of the record.

    Raises:
        NotAllowed: the user may not.
        StaleRecord: somebody else changed it meanwhile.
    """
    with open_ledger().writing(actor) as session:
        if placing.park is not None:
            return place_park(session, actor, placing.park, position, placing.version).version
        return place_plot(session, actor, placing.id, position, placing.version).version


def _start(kind: str, place_id: str, places: Places) -> None:
    """Remember the record as it stands now: a later change by others must not be overwritten."""
    st.session_state.pop(UNDO, None)
    park = places.parks.park(place_id) if kind == PARK else None
    with open_ledger().reading() as session:
        if park is not None:
            placed = park_positions(session).get(place_id)
            version, before = (placed.version, placed.position) if placed else (0, None)
            begun = Placing(place_id, park.name, park.counties, park, version, before)
        else:
            stored = get_plot(session, place_id)
            plot = stored.plot
            begun = Placing(
                place_id, plot.name, (plot.county,), None, stored.version, plot.position
            )
    st.session_state[SLOT] = begun


def _stop() -> None:
    st.session_state.pop(SLOT, None)


def _may_place(places: Places, actor: Actor, kind: str, place_id: str) -> bool:
    if kind == PARK:
        park = places.parks.park(place_id)
        counties = park.counties if park else ()
        return any(may(actor, Action.PLACE_PARK, county=county) for county in counties or ("",))
    plot = places.by_id.get(place_id)
    # Samples are not in the ledger, so there is nothing to place.
    return plot is not None and not plot.sample and may(actor, Action.EDIT_PLOT, county=plot.county)


def _position(places: Places, kind: str, place_id: str) -> Position | None:
    if kind == PARK:
        return places.positions.get(place_id)
    plot = places.by_id.get(place_id)
    return plot.position if plot else None
