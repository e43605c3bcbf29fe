"""The wall maps as papers that can be verified later: each sheet in each size is one."""

from collections.abc import Sequence

from briefings.wallmaps.content import WallState
from briefings.wallmaps.listing import WallMapEntry
from papers.verification.making import PaperOrdered, orders_for
from papers.verification.orders import WallMapOrder
from papers.wallmaps.making import wall_jobs
from papers.wallmaps.paper import Size


def wall_orders(
    wall: WallState, maps: Sequence[WallMapEntry], total: int, sizes: Sequence[Size]
) -> list[PaperOrdered]:
    """Return one file per map and size; `total` is printed on each sheet."""
    made_of = (wall.state.version, wall.state.today)
    return [
        one
        for listed in maps
        for size in sizes
        for one in orders_for(
            WallMapOrder(map=listed.id, size=size.value),
            made_of,
            list(wall_jobs(wall, [listed], total, [size])),
        )
    ]
