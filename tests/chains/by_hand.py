"""The rules of docs/methods.md 1 to 6 a second time, naively and straight from the text.

Works on the raw YAML and imports nothing of `chains`, so that a slip there cannot repeat itself
here. Paths are enumerated one by one; a link to check is reckoned by rewriting its presence to
missing and starting over.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[2] / "chains" / "data"
HERE_LOW = {
    "strong": 1,
    "present": 1,
    "weak": 0.5,
    "planned": 0,
    "planned_stale": 0,
    "missing": 0,
    "unknown": 0,
}
OPEN = {"unknown", "planned_stale"}
STALE_BEFORE = date(2023, 11, 30).toordinal()  # three years before the day of the tests
FADED_BEFORE = date(2021, 11, 30).toordinal()  # five years before it
TABLE = {
    (True, True): "补链（断点）",
    (False, True): "补链（缺配套）",
    (True, False): "延链",
    (False, False): "建链",
}

Raw = dict[str, Any]
Pair = tuple[float, float]


class Chain:
    """One chain as raw data, with the presence believed of each link."""

    def __init__(self, raw: Raw, grades: dict[str, str]) -> None:
        self.id: str = raw["id"]
        self.links: dict[str, Raw] = {link["id"]: link for link in raw["links"]}
        self.flows: list[Raw] = raw["flows"]
        self.grades = grades
        self.presence = {i: self.believed(link) for i, link in self.links.items()}

    def believed(self, link: Raw) -> str:
        stated = str(link["presence"])
        if link["presence_basis"] == "source" and stated != "unknown":
            for presence in (stated, "present") if stated == "strong" else (stated,):
                rows = self.proving(link, presence)
                days = [d for e in rows for d in days_named(str(e.get("as_of") or ""))]
                if rows and presence == "planned" and max(days, default=0) < STALE_BEFORE:
                    return "planned_stale"
                if rows:
                    return presence
        return "unknown"

    def heard(self, link: Raw) -> list[Raw]:
        return [e for e in link["evidence"] if self.grades[e["source"]] in "ABC"]

    def proving(self, link: Raw, presence: str) -> list[Raw]:
        """Return what carries the presence; what is strong is also there."""
        presence = "planned" if presence == "planned_stale" else presence
        kinds = {presence, "strong"} if presence == "present" else {presence}
        return [e for e in self.heard(link) if e["proves"] in kinds]

    def naming(self, link: Raw) -> list[Raw]:
        """Return what names the link as wanted: the rows marked so, else all of them."""
        marked = any(e["proves"] == "wanted" for e in link["evidence"])
        return [e for e in self.heard(link) if not marked or e["proves"] == "wanted"]

    def counted_at(self, i: str, name: str) -> str:
        """Return the link at which the gap or direction counts in the list of that name."""
        link = self.links[i]
        rows = self.proving(link, self.presence[i]) if name == "gaps" else self.naming(link)
        shared = {e.get("same_as", "") for e in rows}
        own = f"{self.id}.{i}"
        return (shared.pop() or own) if len(shared) == 1 else own

    def high(self, i: str) -> float:
        return 1 if self.presence[i] in OPEN else HERE_LOW[self.presence[i]]

    def is_gap(self, i: str) -> bool:
        return self.presence[i] in {"weak", "missing"}

    def is_wanted(self, i: str) -> bool:
        """Return whether something of the last five years names the link."""
        link = self.links[i]
        days = [d for e in self.naming(link) for d in days_named(str(e.get("as_of") or ""))]
        return bool(link["gap_direction"]) and max(days, default=0) >= FADED_BEFORE

    def is_sought(self, i: str) -> bool:
        return self.is_gap(i) or self.is_wanted(i)

    def partners(self, i: str) -> list[tuple[str, int]]:
        feeding = [(f["from"], f["weight"]) for f in self.flows if f["to"] == i]
        return feeding + [(f["to"], f["weight"]) for f in self.flows if f["from"] == i]


def read_chains() -> list[Chain]:
    shared = _plain(DATA / "sources.yaml")
    chains = []
    for path in sorted(DATA.glob("*.yaml")):
        if path.name not in {"sources.yaml", "settings.yaml"}:
            raw = _plain(path)
            chains.append(Chain(raw, {s["id"]: counted(s) for s in [*shared, *raw["sources"]]}))
    return chains


def _plain(path: Path) -> Any:  # noqa: ANN401  (as the file has it)
    # The library's own reader, not ours; the one in C takes a tenth of the time.
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def counted(source: Raw) -> str:
    """Return the grade of a source; D where nobody can read it again."""
    addressed = bool(source.get("url") or source.get("copy_url"))
    seen = not source["title"].startswith("（标题未返回）")
    return str(source["grade"]) if addressed and seen else "D"


def density(chain: Chain, i: str) -> Pair | None:
    around = chain.partners(i)
    if not around:
        return None
    total = sum(w for _, w in around)
    low = sum(w * HERE_LOW[chain.presence[m]] for m, w in around)
    return (low / total, sum(w * chain.high(m) for m, w in around) / total)


def damped(chain: Chain, i: str) -> Pair | None:
    """Return the density with the chain's mean of here as one more neighbour of weight 3."""
    around = chain.partners(i)
    if not around:
        return None
    total = sum(w for _, w in around)
    low, high = density(chain, i) or (0.0, 1.0)
    ends = [end for f in chain.flows for end in (f["from"], f["to"])]
    mean_low = sum(HERE_LOW[chain.presence[m]] for m in ends) / len(ends)
    mean_high = sum(chain.high(m) for m in ends) / len(ends)
    return (
        (low * total + 3 * mean_low) / (total + 3),
        (high * total + 3 * mean_high) / (total + 3),
    )


def greatest(chain: Chain) -> float:
    """Return the greatest unlock of the chain's gaps and wanted links."""
    return max((unlock(chain, m) for m in chain.links if chain.is_sought(m)), default=0.0)


def all_paths(chain: Chain) -> list[list[str]]:
    forward = [(f["from"], f["to"]) for f in chain.flows if not f.get("loop")]
    fed = {v for _, v in forward}

    def onward(path: list[str]) -> list[list[str]]:
        following = [v for u, v in forward if u == path[-1]]
        return [p for v in following for p in onward([*path, v])] if following else [path]

    return [p for start in sorted({u for u, _ in forward} - fed) for p in onward([start])]


def unlock(chain: Chain, i: str) -> float:
    def others() -> float:
        found = (density(chain, m) for m in chain.links if m != i and chain.is_sought(m))
        return sum(d[0] for d in found if d is not None)

    before, was = others(), chain.presence[i]
    if was == "strong":
        return 0.0
    chain.presence[i] = "present"
    after = others()
    chain.presence[i] = was
    return after - before


def kind_if_missing(chain: Chain, i: str) -> str:
    def readings(neighbours: list[str]) -> set[bool]:
        if any(HERE_LOW[chain.presence[m]] >= 0.5 for m in neighbours):
            return {True}
        return {False, True} if any(chain.high(m) == 1 for m in neighbours) else {False}

    inputs = readings([f["from"] for f in chain.flows if f["to"] == i])
    outputs = readings([f["to"] for f in chain.flows if f["from"] == i])
    kinds = [kind for (a, b), kind in TABLE.items() if a in inputs and b in outputs]
    sides = [word for word, side in (("上游", inputs), ("下游", outputs)) if len(side) > 1]
    return "或".join(kinds) + (f"，{'、'.join(sides)}未核实" if sides else "")


def kind(chain: Chain, i: str) -> str:
    if chain.presence[i] in {"weak", "strong", "present"}:
        return "强链"
    return kind_if_missing(chain, i)


def named(chain: Chain, i: str) -> Pair:
    """Return the policy part; a direction too old or only in a directory is not known."""
    if not chain.links[i]["gap_direction"]:
        return (0, 0)
    return (1, 1) if chain.is_wanted(i) else (0, 1)


def row(chain: Chain, i: str, paths: list[list[str]], elsewhere: float) -> Raw:
    """Return what `gaps --json` should say of link `i`, taken as `chain.presence` has it."""
    gains = {m: unlock(chain, m) for m in chain.links if chain.is_sought(m)}
    most = max(*gains.values(), elsewhere)
    share = gains[i] / most if most > 1e-12 else 0.0
    through = sum(i in path for path in paths)
    d = density(chain, i)
    policy = named(chain, i)
    known = 0.25 * (through / len(paths) if paths else 0) + 0.20 * share
    low, high = damped(chain, i) or (0.0, 1.0)
    return {
        "kind": kind(chain, i),
        "density": d,
        "broken_paths": [through if paths else 0, len(paths)],
        "unlock": gains[i],
        "policy": policy[0] if policy[0] == policy[1] else None,
        "priority": (
            100 * (0.30 * low + known + 0.15 * policy[0]) / 0.90,
            100 * (0.30 * high + known + 0.15 * policy[1]) / 0.90,
        ),
    }


def rows(chain: Chain, elsewhere: float) -> dict[tuple[str, str], Raw]:
    """Return the row of every link that stands in a list, by list name and link id.

    `elsewhere` is the greatest unlock of the other chains of the city.
    """
    paths, found = all_paths(chain), {}
    for i in chain.links:
        unknown = chain.presence[i] == "unknown"
        if unknown:
            chain.presence[i] = "missing"
            found["to_check", i] = row(chain, i, paths, elsewhere)
        if chain.is_wanted(i):
            found["wanted", i] = row(chain, i, paths, elsewhere)
        if chain.is_gap(i) and not unknown:
            found["gaps", i] = row(chain, i, paths, elsewhere)
        if unknown:
            chain.presence[i] = "unknown"
    return found


def watched(chain: Chain) -> set[str]:
    paths = all_paths(chain)
    return {
        i
        for i, link in chain.links.items()
        if chain.presence[i] in {"strong", "present"}
        and len(link["residents"]) == 1
        and 2 * sum(i in path for path in paths) >= len(paths) > 0
    }


def tie(chain: Chain, i: str) -> tuple[str, int, str, str]:
    """Return what decides between equal low ends: best grade, latest time, then ids.

    Of the statements that carry what we believe; of all that A to C say where nothing is known.
    """
    link, presence = chain.links[i], chain.presence[i]
    evidence = chain.heard(link) if presence == "unknown" else chain.proving(link, presence)
    grade = min((chain.grades[e["source"]] for e in evidence), default="Z")
    days = [d for e in evidence for d in days_named(str(e.get("as_of") or ""))]
    return (grade, -max(days, default=0), chain.id, i)


def days_named(as_of: str) -> list[int]:
    """Return the last day that each date in the text may mean, as a day number."""
    found = []
    dates = r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:[-/年.](\d{1,2})(?!\d))?(?:[-/月.](\d{1,2})(?!\d))?"
    for year, month, day in re.findall(dates, as_of):
        last = [
            d
            for m in ([int(month)] if month else range(1, 13))
            for n in ([int(day)] if day else range(28, 32))
            if (d := valid_day(int(year), m, n))
        ]
        found.append(max(last))
    return found


def valid_day(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return 0
