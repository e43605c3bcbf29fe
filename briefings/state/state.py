"""One state of all the data, behind a screen or a paper alike; knows no Streamlit."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

from briefings.state.places import Places
from briefings.state.registered import Renamed, names_in, nothing_renamed
from chains.catalog import Catalog
from chains.evidence.registered_names import RegisteredNames
from chains.gaps.assessment import Assessment
from chains.gaps.ranking import CityRanks, rank_city
from policies.model import NamedAct
from policies.reading import Policies, load_policies
from policies.workdays import Workdays, load_workdays

MARKED = 2  # files named in the data version, which stands in names of files too
NAMED = 3  # files named where figures stand; the notice on top names them all


@dataclass(frozen=True)
class DataState:
    """数据状态: chains as assessed, places as registered, on one day.

    `version` is the data version printed on every screen and paper ("2026-11-23·b01194·0042").
    `lacking` names the data files that do not open and that figures rest on: these leave it out.
    `acts` are those of the national list, as shipped or as the office typed it in.
    `renamed` asks the ledger what its companies are called now (`briefings.state.registered`).
    Treat it as read-only: it is shared by all sessions. Companies are asked for through the
    ledger, they do not fit in here.
    """

    catalog: Catalog
    assessments: Mapping[str, Assessment]
    places: Places
    version: str
    today: date
    base_url: str = ""
    lacking: tuple[str, ...] = ()
    acts: tuple[NamedAct, ...] = ()
    policies: Policies = field(default_factory=load_policies)
    workdays: Workdays = field(default_factory=load_workdays)
    renamed: Renamed = nothing_renamed

    @property
    def lack(self) -> str:
        """Say what the figures leave out, for where they stand; "" while nothing is missing."""
        return lack_of(self.lacking)

    def on_paper(self) -> Self:
        """Return the state as papers may speak of it: invented plots never leave the screen."""
        return replace(self, places=self.places.without_samples())

    @cached_property
    def ranks(self) -> CityRanks:
        """The city-wide ranks under the office's weights, reckoned when first asked for."""
        return rank_city(self.assessments.values(), self.catalog.settings)

    @cached_property
    def registered(self) -> RegisteredNames:
        """The registered names of all residents, looked up when first asked for."""
        return names_in(self.catalog, self.today, self.renamed)


def lack_of(lacking: Sequence[str]) -> str:
    """Say which files the figures leave out; "" while every file opens."""
    if not lacking:
        return ""
    more = f"等 {len(lacking)} 个文件" if len(lacking) > NAMED else ""
    return f"数字不含没有打开的 {'、'.join(lacking[:NAMED])}{more}"


def data_version(reference: str, last_entry: int, lacking: Sequence[str] = ()) -> str:
    """Return the data version as printed everywhere: of the files, then the ledger's last entry.

    Between them stand the files that are `lacking`: no paper seems whole that is not, and nothing
    that was kept for other files is taken for what holds now.
    """
    return f"{reference}{_lack_mark(lacking)}·{last_entry:04d}"


def _lack_mark(lacking: Sequence[str]) -> str:
    if not lacking:
        return ""
    stems = [name.partition(".")[0][:20] for name in lacking[:MARKED]]
    rest = hashlib.sha256("\n".join(lacking).encode()).hexdigest()[:4]
    more = f"等{len(lacking)}份数据{rest}" if len(lacking) > MARKED else ""
    return f"·缺{'、'.join(stems)}{more}"
