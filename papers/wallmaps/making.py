"""Make wall maps: the jobs one by one, with the names of their files."""

from collections.abc import Iterator, Sequence
from functools import partial

from briefings.wallmaps.content import WallState, wall_map
from briefings.wallmaps.listing import WallMapEntry
from papers.renderers.naming import file_stem
from papers.renderers.writing import Job
from papers.wallmaps.paper import Size, sheet_pdf


def wall_jobs(
    wall: WallState, maps: Sequence[WallMapEntry], total: int, sizes: Sequence[Size]
) -> Iterator[Job]:
    """Yield one job per map and size; `total` is printed on each sheet."""
    for listed in maps:
        for size in sizes:
            yield Job(file_name(wall, listed, size), partial(sheet_file, wall, listed, total, size))


def file_name(wall: WallState, listed: WallMapEntry, size: Size) -> str:
    """Return "挂图_03氟新材料_A3_2026-11-25_2026-11-23·b01194·0042.pdf"."""
    subject = f"{listed.number:02d}{listed.name}_{size}"
    return f"{file_stem('挂图', subject, wall.state.today, wall.state.version)}.pdf"


def sheet_file(wall: WallState, listed: WallMapEntry, total: int, size: Size) -> bytes:
    """Return one sheet as PDF."""
    return sheet_pdf(wall_map(wall, listed, total), size)


def zip_name(wall: WallState) -> str:
    """Return the name of the file that holds all of them."""
    return f"{file_stem('挂图', '全部', wall.state.today, wall.state.version)}.zip"
