"""What is known of a company on its sheet, and in one line what nobody has looked up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefings.company.profile import CompanyProfile, Fact
from briefings.texts import NO_PLOTS
from briefings.trip.book import EarlierVisit
from papers.renderers.blocks import Run, Runs, Tone, say
from papers.trip.room import Room, cut
from targets.model import RelationKind
from targets.scoring.gates import GateAnswer

DOES = ("主营产品", "行业", "经营范围")
REGISTERED = ("统一社会信用代码", "证券代码", "成立日期", "注册资本", "状态")
LOOKED_IN_VAIN = "{day} 查过，没有"


@dataclass(frozen=True, slots=True)
class FactRows:
    """情况: what is known of one company, as much as there is room for; the rest is `open`."""

    profile: CompanyProfile
    contacts: Sequence[EarlierVisit]
    room: Room

    def pairs(self) -> Iterator[tuple[str, Runs]]:
        """Return word and text of every row of which something is known."""
        profile, named = self.profile, {fact.heading: fact for fact in self.profile.facts}
        cites = profile.facts[0].cites if profile.facts else ()
        registered = [named[heading] for heading in REGISTERED if heading in named]
        rows = {
            "做什么": self._said(self._does()),
            "所在地": say(profile.where) if profile.where else (),
            "榜单": say("、".join(profile.lists), *cites) if profile.lists else (),
            "登记信息": self._registered(registered) if registered else (),
            "备注": self._said(named.get("备注")),
            "产业转移": self._said(named.get("产业转移")),
            "和我市的关系": self._ties(),
            "近期动向": self._events(),
            "已接触": self._contacts(),
        }
        return ((word, runs) for word, runs in rows.items() if runs)

    def open(self) -> tuple[str, ...]:
        """Name what nobody has looked up yet, in working order."""
        profile = self.profile
        headings = {fact.heading for fact in profile.facts}
        lacking = {
            "产品": self._does() is None,
            "所在地": not profile.where,
            "登记信息": headings.isdisjoint(REGISTERED),
            **{gate.name: gate.answer is GateAnswer.UNKNOWN for gate in profile.gates},
            "和我市的关系": not (profile.ties or profile.relations_looked_on),
            "近期动向": not (profile.signals or profile.signals_looked_on),
            "产业转移政策": "产业转移" not in headings,
            "拜访记录（台账里没有）": not self.contacts,
            f"可谈的地块（{NO_PLOTS}）": not profile.has_plots,
        }
        return tuple(what for what, is_open in lacking.items() if is_open)

    def _does(self) -> Fact | None:
        named = {fact.heading: fact for fact in self.profile.facts}
        return next((named[heading] for heading in DOES if heading in named), None)

    def _said(self, fact: Fact | None) -> Runs:
        return say(cut(fact.text, self.room.letters), *fact.cites) if fact else ()

    def _registered(self, facts: Sequence[Fact]) -> Runs:
        text = "；".join(f"{fact.heading} {fact.text}" for fact in facts)
        cites = dict.fromkeys(number for fact in facts for number in fact.cites)
        return say(cut(text, self.room.letters), *cites)

    def _ties(self) -> Runs:
        found = [tie for tie in self.profile.ties if tie.kind is not RelationKind.NONE_FOUND]
        if found:
            return self._listed(
                [
                    Run(
                        f"{tie.word}{f'（{tie.resident}）' if tie.resident else ''}：{tie.says}",
                        cites=tie.cites,
                    )
                    for tie in found
                ]
            )
        if self.profile.ties:
            return say("查过，没有", *self.profile.ties[0].cites)
        day = self.profile.relations_looked_on
        return say(LOOKED_IN_VAIN.format(day=day)) if day else ()

    def _contacts(self) -> Runs:
        return self._listed(
            [Run(f"{c.on} {c.group}：{c.result or '结果未填'}") for c in self.contacts]
        )

    def _events(self) -> Runs:
        if self.profile.signals:
            return self._listed(
                [
                    Run(f"{e.happened_on} {e.word}：{e.says}", cites=e.cites)
                    for e in self.profile.signals
                ]
            )
        day = self.profile.signals_looked_on
        return say(LOOKED_IN_VAIN.format(day=day)) if day else ()

    def _listed(self, runs: Sequence[Run]) -> Runs:
        """Join what there is room for, and say how much is left out."""
        made: list[Run] = []
        for run in runs[: self.room.found]:
            made += [Run("；")] if made else []
            made.append(Run(cut(run.text, self.room.letters), run.tone, run.cites))
        more = len(runs) - self.room.found
        return (*made, Run(f"；另有 {more} 条未列", Tone.MUTED)) if more > 0 else tuple(made)
