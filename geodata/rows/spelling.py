"""How the coordinates of one list are written: in which columns, in which datum, packed or not.

Decided once for a list by its headings and its first rows; what they leave open is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from files.sheets.questions import Interview
from files.sheets.values import WrongValue
from geodata.coordinates import MOST_DEGREES, CoordinateRefused, read_datum
from geodata.model import DATUM_NAMES, Datum
from geodata.placing import ASK_DATUM, NORTHINGS, OF_DEGREES, OF_METRES, StatedPlace, find_way
from geodata.rows.columns import ONLY_READ
from geodata.rows.degrees import in_degrees, looks_packed, unpacked
from geodata.rows.headings import PlotHeader
from geodata.rows.values import read_cell

PARTS = ("degrees", "minutes", "seconds")
PLACING = frozenset({"longitude", "latitude", "datum", "precision_m"}) | (
    ONLY_READ - {"shape", "corner", "ring"}
)
ASK_PACKED = "坐标小数点后四位是「分秒」（118.1206 = 118°12′06″），还是十进制的度？"
DECIMAL, PACKED = "十进制度", "度.分秒"
ENOUGH_ROWS = 3  # that all look packed: by chance in one list of five hundred
FEWEST_DIGITS = 4
Pair = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Spelling:
    """写法: of the coordinates of a list. `datum` counts for rows that name none themselves.

    `zone` is that of eastings without one in front, None if they have it or are degrees.
    """

    datum: Datum = Datum.UNKNOWN
    packed: bool = False
    zone: int | None = None

    def point(self, values: Mapping[str, object]) -> Pair | None:
        """Return x and y of a row by its values, longitude or easting first; None if it has none.

        Raises:
            WrongValue: they cannot be read so.
        """
        x, y = _written(values)
        if x is None and y is None:
            return None
        if self.packed:
            x, y = (None if n is None else unpacked(f"{n:.15g}") for n in (x, y))
        if self.zone is not None and x is not None and MOST_DEGREES < x < 10_000_000:  # noqa: PLR2004
            x = self.zone * 1_000_000 + x
        return x, y


def asked_spelling(
    header: PlotHeader,
    rows: Sequence[tuple[int, Sequence[str]]],
    interview: Interview,
    defaults: Mapping[str, object],
) -> Spelling:
    """Return how the coordinates of a list are written, by its first rows.

    Raises:
        CoordinateRefused: a person named a datum that cannot be used.
    """
    points = [point for _, cells in rows if (point := written_point(header, cells)) is not None]
    if not points:
        return Spelling()
    metres = sum(max(point) > MOST_DEGREES for point in points) * 2 > len(points)
    packed = not metres and _asked_packed(header, rows, interview)
    stated = defaults.get("datum")
    datum = stated if isinstance(stated, Datum) else Datum.UNKNOWN
    if datum is Datum.UNKNOWN and "datum" not in header.fields:
        choices = (*(OF_METRES if metres else OF_DEGREES), DATUM_NAMES[Datum.UNKNOWN])
        answer = interview.ask("datum", ASK_DATUM, choices, DATUM_NAMES[Datum.CGCS2000])
        datum = read_datum(answer)
    return Spelling(datum, packed, _asked_zone(points, interview) if metres else None)


def _asked_zone(points: Sequence[tuple[float, float]], interview: Interview) -> int | None:
    try:
        way = find_way(points, StatedPlace(Datum.CGCS2000), interview)
    except CoordinateRefused:
        return None  # what is wrong with them is said row by row
    return None if way.prefixed else way.zone


def _asked_packed(
    header: PlotHeader, rows: Sequence[tuple[int, Sequence[str]]], interview: Interview
) -> bool:
    """Ask whether decimals are minutes and seconds, if every one of them could be."""
    columns = [at for at, h in header.headings.items() if h.column.field in _DECIMALS]
    texts = [cells[at] for _, cells in rows for at in columns if at < len(cells) and cells[at]]
    filled = sum(any(at < len(cells) and cells[at] for at in columns) for _, cells in rows)
    if not texts or not all(map(looks_packed, texts)):
        return False
    digits = [len(text.partition(".")[2]) for text in texts]
    if filled < ENOUGH_ROWS and max(digits) > FEWEST_DIGITS:
        return False
    likely = PACKED if filled >= ENOUGH_ROWS else DECIMAL
    return interview.ask("degrees", ASK_PACKED, (DECIMAL, PACKED), likely) == PACKED


_DECIMALS = {"longitude", "latitude", "plane_x", "plane_y", "longitude_degrees", "latitude_degrees"}


def written_point(header: PlotHeader, cells: Sequence[str]) -> tuple[float, float] | None:
    """Return the coordinates of a row as far as they can be read, or None."""
    values: dict[str, object] = {}
    for at, heading in header.headings.items():
        if heading.column.field in PLACING - {"datum", "precision_m"} and at < len(cells):
            try:
                values[heading.column.field] = read_cell(heading, cells[at])
            except WrongValue:
                return None
    try:
        x, y = _written(values)
    except WrongValue:
        return None
    return None if x is None or y is None else (x, y)


def _written(values: Mapping[str, object]) -> Pair:
    pair = values.get("lonlat")
    if isinstance(pair, tuple):
        return _in_order(*pair)
    plane = _number(values.get("plane_x")), _number(values.get("plane_y"))
    whole = _number(values.get("longitude")), _number(values.get("latitude"))
    if whole != (None, None):
        return whole
    if None not in plane:
        return _in_order(*plane)
    parts = _of_parts(values, "longitude"), _of_parts(values, "latitude")
    return parts if parts != (None, None) else plane


def _in_order(x: float | None, y: float | None) -> Pair:
    """Return a pair whose columns do not say which is which, east first: the numbers say it."""
    if x is None or y is None:
        return x, y
    low, high = NORTHINGS
    if max(x, y) > MOST_DEGREES:
        return (y, x) if low < x < high and not low < y < high else (x, y)
    return (y, x) if x < y and x < 90 < y else (x, y)  # noqa: PLR2004  (no latitude is beyond 90)


def _of_parts(values: Mapping[str, object], name: str) -> float | None:
    found = [values.get(f"{name}_{part}") for part in PARTS]
    numbers = [number if isinstance(number, float) else None for number in found]
    degrees, minutes, seconds = numbers
    if degrees is None:
        return None
    return in_degrees(degrees, minutes or 0.0, seconds or 0.0)


def _number(value: object) -> float | None:
    return value if isinstance(value, float) else None
