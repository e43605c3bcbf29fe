"""The vocabulary of a company: who it is, on which lists it stands, which links it could fill.

A company without a source is kept but never shown as a target. What nobody looked up is unknown
(`None` or ""), which is neither zero nor a no.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from chains.gaps.measures import Interval
from files.records import Name, Record, Text, refusal
from targets.closing import is_closed

LegalName = Annotated[Text, StringConstraints(min_length=1, max_length=200)]
"""A name as registered: those of foreign companies are longer than any of ours."""


class CompanyBasis(StrEnum):
    """依据: on what our knowledge of a company rests; MEMORY is badged and off by default."""

    SOURCE = "source"
    MEMORY = "memory"
    NONE = "none"


class LinkState(StrEnum):
    """归链状态: whether a company does belong to a link. A keyword alone gives TO_CHECK (待核)."""

    CONFIRMED = "confirmed"
    STATED = "stated"  # a source of the last three years names the product or the segment
    DATED = "dated"  # an older source did, or one that names no day (据旧资料，待核)
    TO_CHECK = "to_check"
    REJECTED = "rejected"


class SignalKind(StrEnum):
    """动向类型: a dated event, strongest first (docs/methods.md 8)."""

    PLANT = "plant"  # 募投或公告建厂 1.0
    PERMIT = "permit"  # 环评或拿地 0.9
    CAPITAL = "capital"  # 增资或融资 0.6
    BRANCH = "branch"  # 新设子公司或招聘 0.4
    STATEMENT = "statement"  # 领导表态 0.3
    REGISTRY = "registry"  # 工商变更, never above 0.4


class RelationKind(StrEnum):
    """关系类型: how a company is tied to Sanming."""

    OWNER = "owner"  # owner of a named resident
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    TOWNSMAN = "townsman"  # 乡贤
    ALUMNI = "alumni"  # 校友
    PAIRED = "paired"  # 对口 (沪明)
    CHAMBER = "chamber"  # 商会
    NONE_FOUND = "none_found"  # looked, none: that is 0, not unknown


NAMED_TIES = frozenset({RelationKind.OWNER, RelationKind.SUPPLIER, RelationKind.CUSTOMER})


class Listing(Record):
    """榜单: one list a company stands on, such as 民营企业500强, with edition and rank."""

    name: Name
    edition: Text = ""
    rank: int | None = None


class Assignment(Record):
    """归链: that a company could fill one link of a chain, and why we say so."""

    chain: str
    link: str
    state: LinkState
    basis: Text  # products | segment | name | memory | industry_code | keyword | office
    reason: Text = ""


class Company(Record):
    """企业: one company as its source describes it.

    `id` is permanent (docs/targets.md). `published` is the day or year its source gives, as
    written there. Money in 万元; telephone numbers and e-mail addresses have no place here.
    """

    id: str
    name: LegalName
    name_en: Text = ""
    former_names: tuple[str, ...] = ()
    credit_code: Text = ""
    stock_code: Text = ""
    province: Text = ""
    city: Text = ""
    district: Text = ""
    status: Text = ""
    established_on: date | None = None
    capital_10k_yuan: float | None = None
    industry: Text = ""
    industry_code: Text = ""
    products: Text = ""
    scope: Text = ""
    website: Text = ""
    basis: CompanyBasis
    source_title: Text = ""
    source_url: Text = ""
    published: Text = ""
    note: Text = ""
    listings: tuple[Listing, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @model_validator(mode="after")
    def _source_is_named(self) -> Self:
        if self.basis is CompanyBasis.SOURCE and not (self.source_title or self.source_url):
            msg = f"company {self.id}: basis 'source' without a source"
            raise ValueError(msg)
        return self

    @property
    def may_be_shown(self) -> bool:
        """Whether it may stand in a list of targets at all; memory only where asked for."""
        return self.basis is not CompanyBasis.NONE

    @property
    def is_closed(self) -> bool:
        """Whether it is struck off, revoked or dissolved: no target, whatever else fits."""
        return is_closed(self.status)


OF_ANOTHER_KIND = ("id", "established_on", "capital_10k_yuan", "listings", "assignments")
COMPANY_TEXTS = tuple(name for name in Company.model_fields if name not in OF_ANOTHER_KIND)
"""What a company says of itself and is kept as text, in the order of its fields."""


class Signal(Record):
    """动向: a dated event of a company, with its source; never a claim about intention."""

    kind: SignalKind
    happened_on: date
    says: Text = Field(min_length=1)
    source: Text = Field(min_length=1)


class Relation(Record):
    """关系: a tie between a company and Sanming. `resident` names whom it is tied to."""

    kind: RelationKind
    resident: Text = ""
    says: Text = Field(min_length=1)
    source: Text = Field(min_length=1)

    @model_validator(mode="after")
    def _names_whom_it_is_tied_to(self) -> Self:
        if self.kind in NAMED_TIES and not self.resident:
            text = "母公司、供应商、客户要写明是哪家在地企业的"
            raise refusal(text)
        if self.kind is RelationKind.NONE_FOUND and self.resident:
            text = "结果是“查过，没有”，就不能写在地企业"
            raise refusal(text)
        return self


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """评分组成: each part as an interval within 0 to 1; (0, 1) means nobody looked it up."""

    chain: Interval
    relation: Interval
    signal: Interval
    transfer: Interval
    carry: Interval

    def as_tuple(self) -> tuple[Interval, ...]:
        """Return the five intervals in the order of `ScoreWeights.as_tuple`."""
        return (self.chain, self.relation, self.signal, self.transfer, self.carry)


class ScoreWeights(Record):
    """评分权重: points of each part; they sum to 100 by default (docs/methods.md 8, ours)."""

    chain: float = 30
    relation: float = 25
    signal: float = 20
    transfer: float = 10
    carry: float = 15

    def as_tuple(self) -> tuple[float, ...]:
        """Return the five weights in the order of `ScoreParts.as_tuple`."""
        return (self.chain, self.relation, self.signal, self.transfer, self.carry)
