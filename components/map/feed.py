"""What the addresses of the map answer, computed once per state of the data."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from briefings.state.places import Places
from components.map.places import inert_bytes, outline_json, places_json
from files.errors import NotFound

LAYERS = {
    "counties": "sanming_counties",
    "prefectures": "fujian_prefectures",
    "provinces": "china_provinces",
    "deskcities": "desk_city_areas",
}
KEPT = 16  # answers in memory: one state of the places, both layers, and the latest gaps


@dataclass(frozen=True, slots=True)
class Feed:
    """One answer: its bytes, the same compressed, and a tag that changes with the bytes."""

    content: bytes
    packed: bytes
    tag: str


def feed_of(content: bytes) -> Feed:
    """Prepare `content` for sending."""
    packed = gzip.compress(content, compresslevel=5, mtime=0)
    return Feed(content, packed, hashlib.sha256(content).hexdigest()[:20])


class MapFeed:
    """The answers, the latest of them kept; several threads may ask.

    `open_places` returns the places as they are now and is cheap while nothing changed;
    `read_layer` reads a layer by its name in geodata and returns GeoJSON; `judge` returns the
    verdict on each plot, by id, for the gap that the parameters of an address name.
    """

    def __init__(
        self,
        open_places: Callable[[], Places],
        read_layer: Callable[[str], object],
        judge: Callable[[Places, Mapping[str, str]], Mapping[str, str]],
    ) -> None:
        self._open_places = open_places
        self._read_layer = read_layer
        self._judge = judge
        self._kept: OrderedDict[tuple[object, ...], Feed] = OrderedDict()
        self._lock = Lock()

    def places(self) -> Feed:
        """Answer with every placed plot and park."""
        places = self._open_places()
        return self._once(("places", places.version), lambda: places_json(places))

    def layer(self, name: str) -> Feed:
        """Answer with one layer of boundaries.

        Raises:
            NotFound: the map has no such layer.
            DataError: the file of the layer is missing or not as its record says.
        """
        if name not in LAYERS:
            msg = f"地图没有名为“{name[:40]}”的图层。"
            raise NotFound(msg)
        return self._once(("layer", name), lambda: inert_bytes(self._read_layer(LAYERS[name])))

    def verdicts(self, asked: Mapping[str, str]) -> Feed:
        """Answer with the verdict (pass, unverified, fail) on each plot for the gap asked for.

        Raises:
            NotFound: no gap is named, or one that is not there.
        """
        places = self._open_places()
        key = ("verdicts", places.version, *sorted(asked.items()))
        return self._once(key, lambda: inert_bytes({"verdicts": dict(self._judge(places, asked))}))

    def outline(self, plot_id: str) -> Feed:
        """Answer with the boundary of one plot.

        Raises:
            NotFound: there is no such plot.
        """
        return feed_of(outline_json(self._open_places().plot(plot_id)))

    def _once(self, key: tuple[object, ...], compute: Callable[[], bytes]) -> Feed:
        with self._lock:  # one computes, the others wait for its answer
            if key not in self._kept:
                self._kept[key] = feed_of(compute())
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]
