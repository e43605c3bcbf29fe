"""打印/导出 of the map: SVG, PNG and vector PDF of what is shown, drawn without a network."""

import os
from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from briefings.state.places import Places
from briefings.state.plot_matches import Judgement, judge_all
from briefings.texts import NO_PLOTS
from components.frame.context import Context
from components.map.feed import LAYERS
from components.map.filter import MapFilter
from components.map.source import read_layer
from components.papers.exported import exported
from drawing.map.credit import credit
from drawing.map.figure import MapFeature, MapFigure, Spot, map_svg
from drawing.map.marks import PARK, VERDICT_COLOURS
from drawing.shapes.svg import to_pdf, to_png
from files.errors import DataError
from geodata.matching.need import Need
from geodata.matching.verdict import VERDICT_NAMES, Verdict
from ledger.book.policy import Actor

Maker = Callable[[], str | bytes]


def map_downloads(
    context: Context, places: Places, chosen: MapFilter, need: Need | None, actor: Actor
) -> None:
    """Draw the drop-down; a file is made when its button is pressed, never before."""

    def svg() -> str:
        return map_svg(map_figure(context, places, chosen, need))

    kinds: tuple[tuple[str, str, str, Maker], ...] = (
        ("矢量图 SVG", "svg", "image/svg+xml", svg),
        ("图片 PNG", "png", "image/png", lambda: to_png(svg())),
        ("矢量 PDF", "pdf", "application/pdf", lambda: to_pdf(svg())),
    )
    stem = f"三明要素地图_{context.data_version}"
    with st.popover("打印/导出"):
        for label, ending, mime, make in kinds:
            st.download_button(
                label,
                exported(actor, f"{stem}.{ending}", make),
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"download_map_{ending}",
                on_click="ignore",
                width="stretch",
            )
        st.caption("按现在的筛选画全市一张；不含联系人和界址点坐标。")


def map_figure(context: Context, places: Places, chosen: MapFilter, need: Need | None) -> MapFigure:
    """Return what the paper shows: the same places, counts and colours as the screen."""
    places = places.without_samples()  # what was invented never leaves the screen
    judgement = judge_all(places, need) if need else None
    plots = [plot for plot in places.plots if chosen.fits(plot)]
    parks = [
        Spot(at.longitude, at.latitude, PARK)
        for name, at in places.positions.items()
        if PARK not in chosen.hidden and _in_counties(places, name, chosen)
    ]
    spots = [
        Spot(
            p.position.longitude,
            p.position.latitude,
            p.kind.value,
            p.sample,
            judgement.verdicts[p.id] if judgement else "",
        )
        for p in plots
        if p.position and (not judgement or judgement.verdicts[p.id].value not in chosen.hidden)
    ]
    real = Counter(p.kind.value for p in plots if p.position and not p.sample)
    samples = Counter(p.kind.value for p in plots if p.position and p.sample)
    counts = {kind: (real[kind], samples[kind]) for kind in {*real, *samples}}
    return MapFigure(
        title=f"三明市要素地图：为“{need.link_name}”找地" if need else "三明市要素地图",
        counties=_features("counties"),
        surroundings=_features("prefectures"),
        spots=[*parks, *spots],
        kinds={**counts, PARK: (len(parks), 0)},
        verdicts=_verdicts(judgement, spots),
        notes=[*_asked(chosen, need), *_notes(places)],
        credit=f"{credit(os.environ)} · 数据版本 {context.data_version}",
    )


def _features(layer: str) -> Sequence[MapFeature]:
    """Read a layer; a broken one leaves the paper without it, as the screen."""
    try:
        collection = read_layer(LAYERS[layer])
    except DataError:
        return ()
    match collection:
        case {"features": list(features) | tuple(features)}:
            return list(features)
        case _:
            return ()


def _in_counties(places: Places, name: str, chosen: MapFilter) -> bool:
    park = places.parks.park(name)
    return not chosen.counties or (
        park is not None and not set(chosen.counties).isdisjoint(park.counties)
    )


def _verdicts(
    judgement: Judgement | None, spots: Sequence[Spot]
) -> dict[str, tuple[str, tuple[int, int]]]:
    """Count what is drawn by verdict, real and sample apart; nothing without a gap."""
    if judgement is None:
        return {}
    count = Counter((spot.verdict, spot.sample) for spot in spots)
    return {
        verdict: (VERDICT_NAMES[Verdict(verdict)], (count[verdict, False], count[verdict, True]))
        for verdict in VERDICT_COLOURS
    }


def _asked(chosen: MapFilter, need: Need | None) -> list[str]:
    """Say for which need and by which filter the paper was drawn."""
    said = []
    if need is not None and need.area_mu is not None:
        said.append(f"项目用地：{need.area_mu:g} 亩")
    if need is not None and need.investment_10k_yuan is not None:
        said.append(f"项目投资：{need.investment_10k_yuan / 10_000:g} 亿元")
    return said + chosen.words()


def _notes(places: Places) -> list[str]:
    notes = [f"未落点：园区 {len(places.unplaced_parks)} 个，地块 {len(places.unplaced_plots)} 处"]
    return notes if places.plots else [*notes, NO_PLOTS]
