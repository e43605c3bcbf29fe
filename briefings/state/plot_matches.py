"""Every plot judged for one gap, once per state of the data; the map, lists and papers share it."""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from briefings.state.places import Places
from geodata.matching.matches import Match, NotRecommended, match, not_recommended
from geodata.matching.need import Need
from geodata.matching.verdict import Verdict
from geodata.model import Plot

LISTED = 200  # matches kept with their reasons; the verdicts of all are kept
AT_ONCE = 2000  # plots whose reasons are in memory at the same time
FEWEST, MOST = 8, 128  # gaps kept; of 300 plots each is 0.3 MB and 20 ms of CPU
MOST_VERDICTS = 200_000  # kept of all gaps together, unless these are the fewest


@dataclass(frozen=True, slots=True)
class Judgement:
    """匹配: `verdicts` by plot id, `best` the first of the list in order, at most `LISTED`.

    `counts` are of real plots, `sample_counts` of samples; they are never summed. `refused` are
    the chemical parks that must not be offered.
    """

    verdicts: Mapping[str, Verdict]
    counts: Mapping[Verdict, int]
    sample_counts: Mapping[Verdict, int]
    best: tuple[Match, ...]
    refused: tuple[NotRecommended, ...]


class Verdicts(Mapping[str, Verdict]):
    """结论: the verdict on each plot by its id, in the order of the list.

    Kept as bare texts: garbage collection, which Streamlit does after every run, passes by a
    dictionary of nothing else, but would look at each of a hundred thousand verdicts.
    """

    __slots__ = ("_texts",)

    def __init__(self, verdicts: Iterable[tuple[str, Verdict]]) -> None:
        self._texts = {plot_id: verdict.value for plot_id, verdict in verdicts}

    def __getitem__(self, plot_id: str) -> Verdict:
        """Return the verdict on the plot of that id."""
        return Verdict(self._texts[plot_id])

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many plots were judged."""
        return len(self._texts)


_kept: OrderedDict[tuple[str, Need], Judgement] = OrderedDict()
_lock = Lock()


def judge_all(places: Places, need: Need) -> Judgement:
    """Judge every plot of `places` for `need`; asked again for the same, nothing is computed."""
    key = (places.version, need)
    with _lock:  # the map and the list ask at the same time: one computes, the other waits
        if key not in _kept:
            _kept[key] = _judge(places, need)
        _kept.move_to_end(key)
        while len(_kept) > how_many_kept(len(places.plots)):
            _kept.popitem(last=False)
        return _kept[key]


def how_many_kept(plots: int) -> int:
    """Return for how many gaps the judgement of so many plots is kept: of more plots fewer."""
    return max(FEWEST, min(MOST, MOST_VERDICTS // max(1, plots)))


def _judge(places: Places, need: Need) -> Judgement:
    verdicts: dict[str, Verdict] = {}
    best: list[Match] = []
    for plots in _portions(places.plots):
        judged = match(need, plots, places.parks)
        verdicts.update((found.plot.id, found.verdict) for found in judged)
        best += judged[:LISTED]
    # The best of all are among the best of each portion.
    ordered = match(need, [found.plot for found in best], places.parks)[:LISTED]
    real, sample = (
        Counter(verdicts[p.id] for p in places.plots if p.sample is kind) for kind in (False, True)
    )
    refused = tuple(not_recommended(need, places.parks, places.plots))
    return Judgement(Verdicts(verdicts.items()), real, sample, tuple(ordered), refused)


def _portions(plots: Sequence[Plot]) -> Iterator[Sequence[Plot]]:
    return (plots[at : at + AT_ONCE] for at in range(0, len(plots), AT_ONCE))
