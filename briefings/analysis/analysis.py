"""四维研判: its sentences, each with the rows behind it and an editor's words if there are any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefings.state.plot_matches import LISTED
from chains.evidence.registered_names import RegisteredNames
from chains.gaps.assessment import Finding
from chains.gaps.wording import presence_sentence
from chains.model import Source
from geodata.matching.verdict import GATE_NAMES, PlotGate
from ledger.meeting.rewordings import Rewording
from targets.stores.query import CompanyRow

NOBODY_KNOWN = RegisteredNames(())
PARTS: Mapping[str, str] = {
    "strengths": "优势方位",
    "shortfalls": "不足领域",
    "openings": "可突破空间",
    "strategies": "招引策略",
}


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """环节的目标企业: how many there are, the first of them, and how many each desk has."""

    total: int
    first: tuple[CompanyRow, ...]
    by_desk: Mapping[str, int]

    @property
    def leading(self) -> str:
        """The desk with most of them, "" without any; among equal ones that of the best company."""
        most = max(self.by_desk.values(), default=0)
        equal = [desk for desk, number in self.by_desk.items() if most and number == most]
        first = (row.desk for row in self.first if row.desk in equal)
        return next(first, equal[0] if equal else "")


@dataclass(frozen=True, slots=True)
class UsablePlot:
    """地块一行: a real plot that no gate refuses, what is still open, and where it comes from.

    `suits`: every gate that does not ask for a project's own figures passes.
    """

    id: str
    name: str
    county: str
    open_gates: tuple[PlotGate, ...]
    suits: bool
    source: str

    @property
    def says(self) -> str:
        """What the gates say of it."""
        names = "、".join(GATE_NAMES[gate] for gate in self.open_gates)
        if self.suits:
            return f"能比的门槛全部通过，{names}等有了项目再比" if names else "全部门槛通过"
        return f"待核实：{names}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """研判句: what was computed, the rows it was read off, and an editor's words if any."""

    place: str
    computed: str
    links: tuple[Finding, ...]
    sources: tuple[Source, ...]
    plots: tuple[UsablePlot, ...]
    companies: tuple[CompanyRow, ...]
    rewording: Rewording | None
    more_plots: int = 0  # beside those in `plots`

    @property
    def has_rows(self) -> bool:
        """Whether anything stands behind the sentence that can be opened."""
        return bool(self.links or self.sources or self.plots or self.companies)

    @property
    def text(self) -> str:
        """What is read first."""
        return self.rewording.text if self.rewording else self.computed

    @property
    def is_outdated(self) -> bool:
        """Whether the data now say something else than what the editor had before him."""
        return self.rewording is not None and self.rewording.sentence.computed != self.computed


@dataclass(frozen=True, slots=True)
class Analysis:
    """四维研判: what it comes to, and the sentences of each part of `PARTS`, in its order.

    `unchecked` names the links that nobody looked into, `check_first` those to begin with;
    `names` are the registered names of residents, for a paper.
    """

    chain_id: str
    chain_name: str
    version: str
    day: date
    parts: Mapping[str, tuple[Sentence, ...]]
    conclusion: str = ""
    unchecked: tuple[str, ...] = ()
    check_first: tuple[str, ...] = ()
    names: RegisteredNames = NOBODY_KNOWN

    @property
    def strategies(self) -> tuple[Sentence, ...]:
        """The sentences that say what to do; a hint of a desk has no link."""
        return tuple(s for s in self.parts["strategies"] if s.links)

    @property
    def leads(self) -> tuple[Sentence, ...]:
        """The hints of the desks: what a source says of a place, for those who go there."""
        return tuple(s for s in self.parts["strategies"] if not s.links)

    def sentence(self, place: str) -> Sentence | None:
        """Return the sentence at `place`, or None if the data have none there any more."""
        found = (s for sentences in self.parts.values() for s in sentences)
        return next((s for s in found if s.place == place), None)


def more_plots_text(sentence: Sentence) -> str:
    """Say how many plots are not listed behind the sentence, "" if none."""
    more = sentence.more_plots
    listed = plots_text(more, len(sentence.plots))
    return f"另有 {listed}地没有不通过的门槛，见看地图、选这个缺口。" if more else ""


def plots_text(count: int, named: int = 0) -> str:
    """Print how many plots there are beside those `named`; only the first ones are looked at."""
    return f"{count} 块以上的" if count + named >= LISTED else f"{count} 块"


def link_row_text(finding: Finding) -> str:
    """Say what stands behind a sentence for one link."""
    return f"{finding.link.name}：{presence_sentence(finding)}"
