"""What a row of law says: a rule, what it allows of a link, and a named act of 招商."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from chains.model import WebAddress
from chains.shared_sources import Cited, split_list
from files.records import Name, Record, Slug, Text, refusal


class Validity(StrEnum):
    """效力: whether a rule holds. TO_CHECK (待核) and EXPECTED (制定中) carry nothing."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    EXPECTED = "expected"
    TO_CHECK = "to_check"


VALIDITY_NAMES = {
    Validity.IN_FORCE: "现行",
    Validity.ENDED: "已到期",
    Validity.EXPECTED: "制定中",
    Validity.TO_CHECK: "待核",
}


class AllowanceKind(StrEnum):
    """对照类别: in which list of the state a link stands, gravest first."""

    PROHIBITED = "prohibited"
    ELIMINATED = "eliminated"
    NO_NEW = "no_new"
    RESTRICTED = "restricted"
    QUOTA = "quota"
    PERMIT = "permit"
    ENCOURAGED = "encouraged"


KIND_NAMES = {
    AllowanceKind.PROHIBITED: "禁止准入",
    AllowanceKind.ELIMINATED: "淘汰类",
    AllowanceKind.NO_NEW: "不得新建、扩建",
    AllowanceKind.RESTRICTED: "限制类",
    AllowanceKind.QUOTA: "配额或总量控制",
    AllowanceKind.PERMIT: "许可准入",
    AllowanceKind.ENCOURAGED: "鼓励类",
}


class Covers(StrEnum):
    """覆盖: whether a row speaks of the whole link, or of some products or processes of it."""

    WHOLE = "whole"
    PART = "part"


class ActKind(StrEnum):
    """招商行为: what the national list encourages or forbids an office to do."""

    ENCOURAGED = "encouraged"
    FORBIDDEN = "forbidden"


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


DateOrNone = Annotated[date | None, BeforeValidator(_none_if_empty)]
LinkOrNone = Annotated[Slug | None, BeforeValidator(_none_if_empty)]
CodeOrNone = Annotated[Text, StringConstraints(pattern=r"^(\d{2,4})?$")]  # GB/T 4754—2017


class Rule(Cited):
    """法规条文: one article of a law or policy text, in our words; `issued` as its source has it.

    `article` and `number` are empty where nobody read them; then `note` says so.
    """

    id: Slug
    name: Name
    article: Text
    number: Text
    issuer: Text
    issued: Text
    effective: DateOrNone
    until: DateOrNone
    validity: Validity
    says: Text = Field(min_length=1)
    note: Text

    @model_validator(mode="after")
    def _dates_agree(self) -> Self:
        if self.validity is Validity.IN_FORCE and not (self.issued or self.effective):
            msg = "写了现行（in_force）就要有 issued 或 effective；日期没有查到的写 to_check"
            raise refusal(msg)
        if self.until and self.effective and self.until < self.effective:
            msg = f"到期日 {self.until} 早于施行日 {self.effective}，请改正"
            raise refusal(msg)
        return self

    def validity_on(self, day: date) -> Validity:
        """Return whether it holds on `day`: one whose term is over has ended."""
        if self.validity is Validity.IN_FORCE and self.until is not None and day > self.until:
            return Validity.ENDED
        if self.validity is Validity.IN_FORCE and self.effective and day < self.effective:
            return Validity.EXPECTED
        return self.validity

    @property
    def title(self) -> str:
        """Name it as people cite it: 《名称》第十条（文号）."""
        numbered = f"（{self.number}）" if self.number else ""
        return f"《{self.name}》{self.article}{numbered}"


class Allowance(Cited):
    """准入对照: what one rule says of a link, or of an industry code, in our words."""

    kind: AllowanceKind
    rule: Slug
    chain: LinkOrNone
    link: LinkOrNone
    gbt4754: CodeOrNone
    covers: Covers
    says: Text = Field(min_length=1)

    @model_validator(mode="after")
    def _speaks_of_something(self) -> Self:
        if (self.chain is None) != (self.link is None):
            msg = "chain 和 link 要么都填，要么都空"
            raise refusal(msg)
        if self.link is None and not self.gbt4754:
            msg = "要写明说的是哪个环节（chain 和 link）或哪个行业代码（gbt4754）"
            raise refusal(msg)
        return self

    def concerns(self, link: tuple[str, str] | None, codes: tuple[str, ...]) -> bool:
        """Tell whether it speaks of `link` (chain, link), or of an industry with one of `codes`."""
        if link is not None and (self.chain, self.link) == link:
            return True
        return bool(self.gbt4754) and any(code.startswith(self.gbt4754) for code in codes)


class PlanningChange(Cited):
    """规划变化: what a text of the city or a county has said since the plan of 2021.

    `chains` are those of ours that it speaks of: our reading (编者对应), empty where its own
    names were not read.
    """

    as_of: date
    name: Name
    says: Text = Field(min_length=1)
    chains: Annotated[tuple[Slug, ...], BeforeValidator(split_list)]
    note: Text


class NamedAct(Record):
    """鼓励和禁止事项: one line of the national list of acts of 招商, as an office typed it in."""

    kind: ActKind
    act: Text = Field(min_length=1)
    document: Name
    number: Text
    article: Text
    issuer: Text
    issued: Text
    effective: DateOrNone
    source: Text = Field(min_length=1)
    url: WebAddress

    @property
    def title(self) -> str:
        """Name the document and article: 《清单》第三条（文号）."""
        numbered = f"（{self.number}）" if self.number else ""
        return f"《{self.document}》{self.article}{numbered}"
