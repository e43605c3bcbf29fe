"""The facts on the page of a company: what it makes, who it is, who knows it, its moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.company.profile import CompanyProfile, Fact
from briefings.texts import NOT_ASKED
from briefings.trip.book import EarlierVisit
from chains.gaps.wording import points
from papers.renderers.blocks import Run, Runs, Tone, say
from papers.trip.room import Room, cut
from targets.model import RelationKind

DOES = ("主营产品", "行业", "经营范围")
REGISTERED = ("统一社会信用代码", "证券代码", "成立日期", "注册资本", "状态")


def score_text(profile: CompanyProfile) -> str:
    """Print the score with what it is made of: "12～87 分（满分 100）"."""
    bars = "；".join(
        f"{bar.name} {NOT_ASKED if bar.part == (0.0, 1.0) else points(bar.points)}/{bar.most:.0f}"
        for bar in profile.bars
    )
    return f"{points(profile.score)} 分（满分 100;{bars}）"


def computed(profile: CompanyProfile) -> int:
    """Return the number of the note on what is computed, the last one."""
    return len(profile.sources) + 1


@dataclass(frozen=True, slots=True)
class FactRows:
    """情况: the pairs of the table of one company, as much as there is room for."""

    profile: CompanyProfile
    contacts: Sequence[EarlierVisit]
    room: Room

    def pairs(self) -> Iterator[tuple[str, Runs]]:
        """Return word and text of every row; what nobody asked about says so."""
        profile = self.profile
        by_heading = {fact.heading: fact for fact in profile.facts}
        does = next((by_heading[name] for name in DOES if name in by_heading), None)
        yield "做什么", self._said(does)
        yield "所在地", say(profile.where) if profile.where else ()
        cites = profile.facts[0].cites if profile.facts else ()
        if profile.lists:
            yield "榜单", say("、".join(profile.lists), *cites)
        yield (
            "登记信息",
            self._registered([by_heading[name] for name in REGISTERED if name in by_heading]),
        )
        if "备注" in by_heading:
            yield "备注", self._said(by_heading["备注"])
        yield "评分", say(score_text(profile), computed(profile))
        yield "谁有关系", self._ties()
        yield "已接触", self._contacts()
        yield "近期动向", self._events()

    def _said(self, fact: Fact | None) -> Runs:
        return say(cut(fact.text, self.room.letters), *fact.cites) if fact else ()

    def _registered(self, facts: Sequence[Fact]) -> Runs:
        if not facts:
            return say(NOT_ASKED, tone=Tone.MUTED)
        text = "；".join(f"{fact.heading} {fact.text}" for fact in facts)
        return say(cut(text, self.room.whole), *facts[0].cites)

    def _ties(self) -> Runs:
        ties = self.profile.ties
        if not ties:
            return say(NOT_ASKED, tone=Tone.MUTED)
        found = [tie for tie in ties if tie.kind is not RelationKind.NONE_FOUND]
        if not found:
            return say("查过，没有", *ties[0].cites)
        return self._listed(
            [
                Run(
                    f"{tie.word}{f'({tie.resident})' if tie.resident else ''}：{tie.says}",
                    cites=tie.cites,
                )
                for tie in found
            ]
        )

    def _contacts(self) -> Runs:
        if not self.contacts:
            return say("台账里没有拜访记录", tone=Tone.MUTED)
        return self._listed(
            [Run(f"{c.on} {c.group}：{c.result or '结果未填'}") for c in self.contacts]
        )

    def _events(self) -> Runs:
        events = self.profile.signals
        if not events:
            return say(NOT_ASKED, tone=Tone.MUTED)
        return self._listed(
            [Run(f"{e.happened_on} {e.word}：{e.says}", cites=e.cites) for e in events]
        )

    def _listed(self, runs: Sequence[Run]) -> Runs:
        """Join what there is room for, and say how much is left out."""
        made: list[Run] = []
        for run in runs[: self.room.found]:
            made += [Run(";")] if made else []
            made.append(Run(cut(run.text, self.room.letters), run.tone, run.cites))
        more = len(runs) - self.room.found
        return (*made, Run(f"；另有 {more} 条未列", Tone.MUTED)) if more > 0 else tuple(made)
