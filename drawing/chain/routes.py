"""Lines between the columns; each keeps to channels and openings, so none meets a foreign box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drawing.chain.layers import Slot
from drawing.chain.plan import Plan
from drawing.chain.ports import Ports
from drawing.shapes.model import FigureFlow
from drawing.shapes.strokes import Point, at, bracket, head, sweep

TOUCH = 1.0
FIRST_TRACK, TRACK_STEP = 11.0, 5.0  # from the column to the lines beside it
EDGE = 6.0  # that such lines keep from the next column
FAR_ABOVE, FAR_BELOW = -1e6, 1e6


@dataclass(frozen=True, slots=True)
class Course:
    """One flow on its way: the columns it crosses and at which heights."""

    flow: FigureFlow
    key: int
    start: int
    end: int
    heights: tuple[float, ...]
    first: object
    last: object
    extra: bool

    @property
    def way(self) -> int:
        """1 to the right, -1 back, 0 within a column."""
        return (self.end > self.start) - (self.end < self.start)

    @property
    def sides(self) -> tuple[str, str]:
        """The sides it leaves and enters by."""
        if self.way == 0:
            return "right", "right"
        return ("right", "left") if self.way > 0 else ("left", "right")


def route_flows(
    plan: Plan, flows: Mapping[int, FigureFlow], stops: Mapping[int, tuple[Slot, ...]]
) -> dict[int, str]:
    """Path data of each flow between links of the stages, by its place in the list of flows.

    Flows with `stops` have lanes of their own; the others take any opening near their way.
    """
    courses = [_course(plan, key, flow, stops.get(key)) for key, flow in sorted(flows.items())]
    upright, beside = _part(plan, courses)
    ports = Ports(plan)
    for course in beside:
        _claim(ports, course)
    ports.settle()
    result = {course.key: _upright(plan, course.flow) for course in upright}
    tracks = _tracks(plan, beside)
    result.update({course.key: _line(plan, ports, course, tracks) for course in beside})
    return result


def _course(plan: Plan, key: int, flow: FigureFlow, stops: Sequence[Slot] | None) -> Course:
    start, end = plan.column(flow.source), plan.column(flow.target)
    if stops:
        heights = tuple(plan.middle[slot] for slot in stops[1:-1])
        return Course(flow, key, start, end, heights, stops[1], stops[-2], extra=False)
    way = 1 if end > start else -1
    from_height, to_height = plan.center(flow.source), plan.center(flow.target)
    heights = tuple(
        plan.opening(
            column, from_height + (to_height - from_height) * (column - start) / (end - start)
        )
        for column in range(start + way, end, way)
    )
    return Course(flow, key, start, end, heights, key, key, extra=True)


def _part(plan: Plan, courses: Sequence[Course]) -> tuple[list[Course], list[Course]]:
    """Short arrows between boxes on top of each other, and all the rest."""
    upright: dict[frozenset[str], Course] = {}
    for course in sorted(courses, key=lambda course: course.extra):
        flow = course.flow
        if (
            course.way == 0
            and flow.source != flow.target
            and plan.next_to(flow.source, flow.target)
        ):
            upright.setdefault(frozenset((flow.source, flow.target)), course)
    chosen = {course.key for course in upright.values()}
    rest = [course for course in courses if course.key not in chosen]
    return list(upright.values()), rest


def _claim(ports: Ports, course: Course) -> None:
    flow, plan = course.flow, ports.plan
    source, target = plan.center(flow.source), plan.center(flow.target)
    first = course.heights[0] if course.heights else target
    last = course.heights[-1] if course.heights else source
    if course.way == 0:  # outside the lines that go on to other columns, longer ones inside
        length = source - target
        first, last = (FAR_BELOW, FAR_ABOVE) if length < 0 else (FAR_ABOVE, FAR_BELOW)
        first, last = first + length, last - length
    leave, enter = course.sides
    ports.claim((flow.source, leave), ("out", course.first), first, extra=course.extra)
    ports.claim((flow.target, enter), ("in", course.last), last, extra=course.extra)


def _line(plan: Plan, ports: Ports, course: Course, tracks: Mapping[int, float]) -> str:
    flow = course.flow
    leave, enter = course.sides
    start = _port(plan, ports, (flow.source, leave), ("out", course.first))
    end = _port(plan, ports, (flow.target, enter), ("in", course.last))
    toward = -1 if enter == "right" else 1
    tip = (end[0] - toward * TOUCH, end[1])
    if course.way == 0:
        track = plan.spans.rights[course.start] + tracks[course.key]
        return bracket(start, tip, track) + head(tip, (toward, 0))
    return sweep([start, *_crossings(plan, course), tip]) + head(tip, (toward, 0))


def _port(plan: Plan, ports: Ports, side: tuple[str, str], key: object) -> Point:
    box = plan.boxes[side[0]]
    return box.x + (box.width if side[1] == "right" else 0), ports.height(side, key)


def _crossings(plan: Plan, course: Course) -> list[Point]:
    """Both edges of every column on the way."""
    columns = range(course.start + course.way, course.end, course.way or 1)
    points: list[Point] = []
    for column, height in zip(columns, course.heights, strict=True):
        edges = plan.spans.lefts[column], plan.spans.rights[column]
        points.extend((edge, height) for edge in edges[:: course.way])
    return points


def _tracks(plan: Plan, courses: Sequence[Course]) -> dict[int, float]:
    """How far from its column each line beside one runs, by its key: longer ones outside.

    Lines that show are set apart from each other, extra ones from all.
    """
    inside = [course for course in courses if course.way == 0]
    inside.sort(key=lambda course: (course.extra, _length(plan, course)))
    tracks: dict[int, float] = {}
    for column in {course.start for course in inside}:
        places = _side_by_side(plan, [course for course in inside if course.start == column])
        left, right = plan.channel(column + 1)
        room = max(0.0, right - left - EDGE - FIRST_TRACK)
        step = min(TRACK_STEP, room / max(1, *places.values()))
        tracks.update({key: FIRST_TRACK + step * place for key, place in places.items()})
    return tracks


def _side_by_side(plan: Plan, courses: Sequence[Course]) -> dict[int, int]:
    """The track of each line beside one column: the first that no line before it needs."""
    places: dict[int, int] = {}
    spans: dict[int, tuple[float, float]] = {}
    for course in courses:
        low, high = sorted((plan.center(course.flow.source), plan.center(course.flow.target)))
        taken = [places[key] for key, (first, last) in spans.items() if first < high and low < last]
        places[course.key] = max(taken, default=-1) + 1
        spans[course.key] = low, high
    return places


def _length(plan: Plan, course: Course) -> float:
    return abs(plan.center(course.flow.source) - plan.center(course.flow.target))


def _upright(plan: Plan, flow: FigureFlow) -> str:
    """A short arrow from a box to the one right above or below it."""
    source, target = plan.boxes[flow.source], plan.boxes[flow.target]
    down = target.y > source.y
    x = source.x + source.width / 2
    start = source.y + source.height if down else source.y
    end = target.y - TOUCH if down else target.y + target.height + TOUCH
    return f"M{at(x, start)}V{at(end)}" + head((x, end), (0, 1 if down else -1))
