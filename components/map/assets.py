"""The files the map needs in the browser: all lie here, none is asked of another host.

The front door reads this before the screens exist; the map (`components.map.plot_map`) must not
be imported then, as Streamlit would not hear of the component it rests on.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from components.map.feed import Feed, feed_of
from components.scripts.shared_scripts import MAKE_JS
from drawing.map.credit import SOURCE_LINE
from drawing.map.marks import MARKS, VERDICT_COLOURS, VERDICT_LETTERS
from drawing.shapes.colours import stylesheet
from geodata.matching.verdict import VERDICT_NAMES, Verdict

HERE = Path(__file__).with_name("plot_map")
ADDRESS = "/assets/map"
PARTS = ("marks.js", "legend.js", "places.js", "ground.js", "plot_map.js")
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}
LIBRARY_JS = (
    "leaflet/leaflet.js",
    "jquery/jquery.min.js",
    "markercluster/leaflet.markercluster.js",
)
LIBRARY_CSS = (
    "leaflet/leaflet.css",
    "markercluster/MarkerCluster.css",
    "markercluster/MarkerCluster.Default.css",
)
JS, CSS = "map.js", "map.css"  # everything the screen loads, in two files


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, and its type."""

    feed: Feed
    media_type: str


@cache
def assets() -> Mapping[str, Asset]:
    """Read every file once, by its path below `ADDRESS`."""
    vendor = HERE / "vendor"
    found = {
        path.relative_to(vendor).as_posix(): path.read_bytes()
        for path in sorted(vendor.rglob("*"))
        if path.suffix in _MEDIA_TYPES
    }
    libraries = [found[name] for name in LIBRARY_JS]
    found[JS] = b"\n;\n".join([*libraries, _own_js().encode()])
    found[CSS] = b"\n".join([*map(_style, LIBRARY_CSS), stylesheet(HERE / "plot_map.css").encode()])
    return {name: _asset(name, content) for name, content in found.items()}


def address_of(name: str, base: str = "") -> str:
    """Return where the server hands out a file; a new version of it has a new address."""
    return f"{base}{ADDRESS}/{name}?v={assets()[name].feed.tag[:8]}"


def _asset(name: str, content: bytes) -> Asset:
    return Asset(feed_of(content), _MEDIA_TYPES[Path(name).suffix])


def _style(name: str) -> bytes:
    """Read a style sheet as it must read one folder further up, for the pictures it names."""
    text = (HERE / "vendor" / name).read_bytes()
    return text.replace(b"url(images/", f"url({Path(name).parent}/images/".encode())


def _own_js() -> str:
    """Join our scripts into one function, so that no name of theirs meets one of folium's."""
    tables: dict[str, object] = {
        "SOURCE_LINE": SOURCE_LINE,
        "MARKS": {kind: asdict(mark) for kind, mark in MARKS.items()},
        "VERDICTS": {
            verdict: {
                "name": VERDICT_NAMES[Verdict(verdict)],
                "colour": colour,
                "letter": VERDICT_LETTERS[verdict],
            }
            for verdict, colour in VERDICT_COLOURS.items()
        },
    }
    constants = [f"const {name} = {json.dumps(table)};" for name, table in tables.items()]
    parts = [(HERE / part).read_text(encoding="utf-8") for part in PARTS]
    return "\n".join(['(() => {\n"use strict";', *constants, MAKE_JS, *parts, "})();\n"])
