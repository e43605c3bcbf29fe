"""The six questions everybody is asked, and how an answer and its times are kept."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

DESK = "长三角"
CHAIN, LINK = "fluorine", "hydrofluoric_acid"
LIST = "央企"
PAGE = 50
QueryAnswer = object  # plain data: what JSON keeps of it is compared
Ask = Callable[[], QueryAnswer]
QUESTIONS: Mapping[str, str] = {
    "page": "片区按类排序的一页 50 家，连同总数",
    "cities": "片区各城市的家数",
    "chains": "片区各产业链的家数",
    "link_list": "片区里某环节、某榜单的一页，连同总数",
    "keyword_desk": "片区里名称或产品含两字关键词的一页，连同总数",
    "keyword_all": "全国含两字关键词的一页，连同总数",
}
WHOLE = "desk"
WHOLE_NAME = "打开片区：一页、总数和各分面合计"


@dataclass(frozen=True, slots=True)
class Timed:
    """一问: who answered which question how, and how long it took each time, in ms."""

    way: str
    question: str
    answer: QueryAnswer
    times: tuple[float, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it as plain data."""
        return asdict(self)


def take_times(way: str, asks: Mapping[str, Ask], runs: int) -> list[Timed]:
    """Ask each question once to warm up and `runs` times for the clock."""
    return [Timed(way, key, ask(), _times(ask, runs)) for key, ask in asks.items()]


def _times(ask: Ask, runs: int) -> tuple[float, ...]:
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - start))
    return tuple(found)
