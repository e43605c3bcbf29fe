"""A small picture of where the plots of a file would lie, for whoever must name their datum."""

import json
from collections.abc import Sequence
from typing import Any

import shapely
import streamlit as st

from geodata.layers.layer import load_layer
from geodata.model import Plot

MOST_POINTS = 2000
HEIGHT = 320
DECIMALS = 3  # of a degree: the outlines are a background


def where_picture(plots: Sequence[Plot]) -> None:
    """Draw the counties of Sanming and the points; nothing if no plot has a place."""
    points = points_of(plots)
    if points:
        st.caption(
            "按现在的答案，这些地块落在这里（县界约准到 100 米，差 600 米的坐标系要靠来源判断）："
        )
        st.vega_lite_chart(spec=where_spec(points), width="stretch", key="plot_where")


def points_of(plots: Sequence[Plot]) -> list[dict[str, float]]:
    """Return the first places of the plots, in WGS-84 degrees."""
    placed = (plot.position for plot in plots if plot.position is not None)
    return [{"lon": at.longitude, "lat": at.latitude} for at in placed][:MOST_POINTS]


def where_spec(points: Sequence[dict[str, float]]) -> dict[str, Any]:
    """Return the picture as Vega-Lite draws it; it holds numbers only, no text of the file."""
    place = {
        name: {"field": field, "type": "quantitative"}
        for name, field in (("longitude", "lon"), ("latitude", "lat"))
    }
    return {
        "height": HEIGHT,
        "projection": {"type": "mercator"},
        "layer": [
            {
                "data": {"values": _outlines()},
                "mark": {"type": "geoshape", "fill": "#eef2f6", "stroke": "#7a8794"},
            },
            {
                "data": {"values": list(points)},
                "mark": {"type": "circle", "size": 60, "color": "#c0392b"},
                "encoding": place,
            },
        ],
    }


@st.cache_data(show_spinner=False)
def _outlines() -> list[dict[str, Any]]:
    areas = load_layer("sanming_counties").geometry
    # The drawing program takes a ring the other way round for all the rest of the earth.
    turned = shapely.orient_polygons(
        shapely.set_precision(areas.values, 10**-DECIMALS), exterior_cw=True
    )
    return [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(area))}
        for area in turned
    ]
