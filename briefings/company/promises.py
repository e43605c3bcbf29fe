"""What the law forbids to promise, with article and number; company page, trip book and card.

What is forbidden to grant is forbidden in words, in writing and in a contract alike: a contract
with an investor is a measure of 招商 under the fair competition rules, so nothing depends on form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.company.profile import Cites
from briefings.company.sources import NumberedSources
from briefings.state.state import DataState
from chains.source_words import date_text, readable
from policies.model import VALIDITY_NAMES, ActKind, NamedAct, Rule, Validity
from policies.reading import RULES, Policies


@dataclass(frozen=True, slots=True)
class ForbiddenPromise:
    """不可承诺: one kind of promise that a rule forbids, in plain words, and the rules."""

    words: str
    rules: tuple[str, ...]


FAVOURS = ForbiddenPromise(
    "税收优惠、对个别企业的奖补、地价返还、规费和社保费减免：口头、书面、合同都不得承诺",
    ("fair_competition_costs", "fair_competition_scope", "fair_competition_awards"),
)
FUNDS = ForbiddenPromise(
    "不以设立政府基金招商，不以返投为条件，已有的基金只说现状",
    ("government_funds",),
)
ENERGY = ForbiddenPromise(
    "能耗、碳排放指标和节能审查结论不得承诺",
    ("energy_carbon_review",),
)
PROMISES = (FAVOURS, FUNDS, ENERGY)
TABLE_CLOSED = "法规表没有打开，条文未列，仍不得承诺"
NO_ARTICLE = "没有登记条文，待核"


def forbidden_promises(state: DataState, sources: NumberedSources) -> Iterator[tuple[str, Cites]]:
    """List what the law forbids to promise, each with its rules and the numbers of its sources."""
    for promise in PROMISES:
        yield told(promise, state, sources)
    yield from _acts(state.acts, sources)


def told(
    promise: ForbiddenPromise, state: DataState, sources: NumberedSources
) -> tuple[str, Cites]:
    """Return one promise with the articles that forbid it, and the numbers of their sources."""
    policies = state.policies
    if RULES not in policies.open_tables:
        return f"{promise.words}（{TABLE_CLOSED}）", ()
    laws: dict[str, list[Rule]] = {}
    for rule in (policies.rules[rule] for rule in promise.rules if rule in policies.rules):
        laws.setdefault(rule.name, []).append(rule)
    named = "、".join(_articles(rules, state.today) for rules in laws.values())
    # One note for all: a company has one page, and every note is a line of it.
    note = "；".join(law_note(rules[0], policies, state.today) for rules in laws.values())
    return f"{promise.words}（{named or NO_ARTICLE}）", sources.cite(note)


def _articles(rules: Sequence[Rule], today: date) -> str:
    """Name the articles of one law: 《甲》第一条、第九条."""
    articles = "、".join(rule.article for rule in rules if rule.article)
    validity = rules[0].validity_on(today)
    doubt = "" if validity is Validity.IN_FORCE else f"，{VALIDITY_NAMES[validity]}"
    return f"《{rules[0].name}》{articles}{doubt}"


def law_note(rule: Rule, policies: Policies, today: date) -> str:
    """Say for a note which law it is, since when it holds, and where the text was read."""
    number = f"{rule.number}，" if rule.number else ""
    since = f"{rule.effective}起施行" if rule.effective else f"{rule.issued or '日期未见'}"
    validity = rule.validity_on(today)
    doubt = "" if validity is Validity.IN_FORCE else f"，{VALIDITY_NAMES[validity]}"
    best = min(map(policies.source, rule.sources), key=lambda source: source.grade)
    read = f"{readable(best.publisher)}，{date_text(best)}，{best.grade.value}级"
    return f"《{rule.name}》（{number}{since}{doubt}），读自{read}"


def _acts(acts: Iterable[NamedAct], sources: NumberedSources) -> Iterator[tuple[str, Cites]]:
    for act in acts:
        if act.kind is ActKind.FORBIDDEN:
            cites = sources.cite(f"{act.title}（{act.issuer}，{act.issued}）：{act.source}")
            yield f"{act.act}（{act.title}）", cites
