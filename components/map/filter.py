"""What of the plots is shown: read from the URL, applied alike in the browser and in lists."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from chains.allowed_words import COUNTIES
from components.frame import address
from drawing.map.marks import MARKS, VERDICT_COLOURS
from geodata.matching.verdict import VERDICT_NAMES
from geodata.model import Plot
from ledger.plots.filtering import within

LONGEST = 40  # characters of a searched industry


@dataclass(frozen=True, slots=True)
class MapFilter:
    """筛选: `hidden` are kinds and verdicts switched off in the legend; None or "" asks nothing."""

    hidden: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    from_mu: float | None = None
    to_mu: float | None = None
    price_10k_yuan_per_mu: float | None = None
    industry: str = ""
    samples: bool = True

    def fits(self, plot: Plot) -> bool:
        """Tell whether `plot` is shown. A figure that is asked for and unknown does not fit."""
        if plot.kind.value in self.hidden or (plot.sample and not self.samples):
            return False
        if self.counties and plot.county not in self.counties:
            return False
        if not within(plot.area_mu, self.from_mu, self.to_mu):
            return False
        if not within(plot.price_10k_yuan_per_mu, None, self.price_10k_yuan_per_mu):
            return False
        return not self.industry or any(self.industry in text for text in plot.industries)

    def words(self) -> list[str]:
        """Say what is asked for, for paper; nothing where everything is shown."""
        names = {kind: mark.name for kind, mark in MARKS.items()}
        names |= {verdict.value: name for verdict, name in VERDICT_NAMES.items()}
        area = (self.from_mu, self.to_mu)
        said = {
            "县区": "、".join(self.counties),
            "面积": f"{_limit(area[0])} 至 {_limit(area[1])} 亩" if area != (None, None) else "",
            "单价": f"不超过 {self.price_10k_yuan_per_mu:g} 万元/亩"
            if self.price_10k_yuan_per_mu is not None
            else "",
            "产业定位": self.industry,
            "不显示": "、".join(names[name] for name in self.hidden),
            "示例": "" if self.samples else "不显示",
        }
        return [f"{name}：{text}" for name, text in said.items() if text]

    def as_state(self) -> dict[str, object]:
        """Return the same filter for the browser (`fits` in places.js), without what is not set."""
        state = {
            "hidden": list(self.hidden),
            "counties": list(self.counties),
            "from": self.from_mu,
            "to": self.to_mu,
            "price": self.price_10k_yuan_per_mu,
            "industry": self.industry,
            "samples": self.samples,
        }
        is_set = (getattr(self, field.name) != field.default for field in fields(self))
        return {
            key: value for (key, value), keep in zip(state.items(), is_set, strict=True) if keep
        }


def read_filter() -> MapFilter:
    """Read the filter of the URL; what is not a value there filters nothing."""
    return MapFilter(
        hidden=_known(address.read_list("hide"), (*MARKS, *VERDICT_COLOURS)),
        counties=_known(address.read_list("county"), COUNTIES),
        from_mu=read_number("from"),
        to_mu=read_number("to"),
        price_10k_yuan_per_mu=read_number("price"),
        industry=address.read("industry")[:LONGEST],
        samples=address.read("samples") != "0",
    )


def number_in(text: str) -> float | None:
    """Return the figure from 0 to a million that `text` is, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1e6 else None  # noqa: PLR2004  (not a number is not either)


def read_number(name: str) -> float | None:
    """Read a figure out of the URL, or None."""
    return number_in(address.read(name))


def write_number(name: str, number: float | None) -> None:
    """Put a figure into the URL, or take it out."""
    address.write(name, "" if number is None else f"{number:g}")


def _limit(mu: float | None) -> str:
    return "不限" if mu is None else f"{mu:g}"


def _known(given: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    wanted = set(given)
    return tuple(name for name in allowed if name in wanted)
