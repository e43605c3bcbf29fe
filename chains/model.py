"""The vocabulary of a chain file: chain, link, flow, evidence, source.

Read from `chains/data/<id>.yaml` (format: docs/chain_format.md). Everything is immutable and
refuses unknown keys. A `Link` states what the file says; what the product *believes* of a link
is worked out from its evidence in `chains.evidence.standing` and nowhere else.
"""

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    model_validator,
)

from chains.allowed_words import (
    ChainCounty,
    CountyOrNone,
    EmergingIndustry,
    IndustryCode,
)
from chains.site import Site
from chains.web_addresses import require_fit_host, require_named_host
from files.records import Name, Record, Slug, Text, refusal
from files.typography import full_width


class Stage(StrEnum):
    """上、中、下游与配套: where in the chain a link stands."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"
    SUPPORT = "support"


class Presence(StrEnum):
    """本地基础: what Sanming has of a link. UNKNOWN is never drawn, counted or ranked as a gap."""

    STRONG = "strong"
    PRESENT = "present"
    WEAK = "weak"
    PLANNED = "planned"
    PLANNED_STALE = "planned_stale"  # never written in a file: `planned` whose evidence grew old
    MISSING = "missing"
    UNKNOWN = "unknown"


class Proves(StrEnum):
    """证明力: what one statement does for the link it stands under (docs/methods.md 1).

    The first six carry a presence or a direction; BACKGROUND tells about it and carries nothing,
    AGAINST contradicts what the others say.
    """

    STRONG = "strong"
    PRESENT = "present"
    WEAK = "weak"
    MISSING = "missing"
    PLANNED = "planned"
    WANTED = "wanted"
    BACKGROUND = "background"
    AGAINST = "against"


class Grade(StrEnum):
    """来源等级: A government or official platform, B original media, association or institute,
    C repost, D directory or rewritten text."""  # noqa: D205, D209

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Basis(StrEnum):
    """依据: on what a statement in a file rests; only `source` and `common` reach a screen."""

    SOURCE = "source"
    COMMON = "common"
    INFERENCE = "inference"
    MEMORY = "memory"
    NONE = "none"


TITLE_UNSEEN = "（标题未返回）"  # written before titles of which only the content was read
OPENING = "（正文首句）"  # written before the opening words of a text that shows no title
_NARROW = str.maketrans("（）", "()")
_REPOSTED = re.compile(
    r"转(?!发)|政府[^（]*（[^）]*融媒体"
    r"|（[^）]*(?:日报|晚报|时报|新华社|中新社|中新网|中国网|人民网|新华网)(?:稿|电|讯)?）"
)  # a publisher who names the outlet that the text comes from; 转发 passes on an official paper
ESSENTIAL = 3  # 必需: the heaviest weight of a flow


def _wide_mark(title: str) -> str:
    """Take the remark as an office may have typed it, with narrow brackets."""
    for mark in (TITLE_UNSEEN, OPENING):
        narrow = mark.translate(_NARROW)
        if title.startswith(narrow):
            return mark + title.removeprefix(narrow)
    return title


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _none_if_empty(value: object) -> object:
    return Basis.NONE if value == "" else value


def _not_reckoned(presence: Presence) -> Presence:
    if presence is Presence.PLANNED_STALE:
        text = "planned_stale 由程序按依据的年份算出，文件里请写 planned"
        raise refusal(text)
    return presence


SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,60}$")]
LinkAddress = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,40}\.[a-z][a-z0-9_]{1,40}$")
]
WebAddress = Annotated[
    Text,
    StringConstraints(pattern=r"^(https?://\S+)?$"),
    AfterValidator(require_named_host),
    AfterValidator(require_fit_host),
]  # or none
StatedPresence = Annotated[Presence, AfterValidator(_not_reckoned)]
StatedBasis = Annotated[Basis, BeforeValidator(_none_if_empty)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]  # one text, or a list of them


class Source(Record):
    """来源: a document or page that statements rest on.

    `stated_grade` is what the file says, `grade` what it counts for: nobody can read again what
    has no address, or a text whose title was never seen, so such a source is a D.
    """

    spared_columns: ClassVar[frozenset[str]] = frozenset({"copy_url", "copy_of"})

    id: SourceId
    title: Annotated[Text, AfterValidator(_wide_mark)]
    url: WebAddress = ""
    copy_url: WebAddress = ""  # where a copy was read; kept for checking, never given to a reader
    copy_of: SourceId | Literal[""] = ""  # the source whose text this one carries
    date: Text = ""
    publisher: Text = ""
    stated_grade: Grade = Field(alias="grade")

    @model_validator(mode="after")
    def _repost_is_no_original(self) -> Self:
        # Also on a government's own page: the same article counts the same wherever it stands.
        if self.stated_grade in {Grade.A, Grade.B} and _REPOSTED.search(self.publisher):
            text = (
                f"发布单位「{self.publisher}」写明是转载，只能记 C 级或 D 级；"
                "读到的若是原页，请把发布单位写成原发布单位"
            )
            raise refusal(text)
        return self

    @property
    def grade(self) -> Grade:
        """The grade it counts with."""
        return Grade.D if self.unreadable else self.stated_grade

    @property
    def unreadable(self) -> bool:
        """Whether nobody can read it again: no address, or its title was never seen.

        Opening words that stand for a title are none: they name no text.
        """
        return not (self.url or self.copy_url) or self.title.startswith((TITLE_UNSEEN, OPENING))


class Evidence(Record):
    """证据: what one source says of a link, in our words, what that proves, and of which time.

    `same_as` names, as chain.link, the link under which the same sentence already stands.
    """

    source: SourceId
    proves: Proves
    says: Annotated[Text, AfterValidator(full_width)] = Field(min_length=1)
    as_of: Text = ""
    same_as: LinkAddress | Literal[""] = ""


class Link(Record):
    """环节: one step of a chain, as its file states it."""

    id: Slug
    name: Name
    stage: Stage
    products: tuple[Text, ...] = ()
    keywords: tuple[Text, ...] = ()
    gbt4754: tuple[IndustryCode, ...] = ()
    emerging: tuple[EmergingIndustry, ...] = ()
    site: Site = Site()
    stated_presence: StatedPresence = Field(default=Presence.UNKNOWN, alias="presence")
    presence_basis: StatedBasis = Basis.NONE
    evidence: tuple[Evidence, ...] = ()
    residents: tuple[Name, ...] = ()
    gap_direction: Text = ""
    province: StatedPresence = Presence.UNKNOWN
    evidence_province: tuple[Evidence, ...] = ()
    note: Text = ""


class Flow(Record):
    """供应关系: `source` feeds `target`; weight 3 必需, 2 常用, 1 可选."""

    source: Slug = Field(alias="from")
    target: Slug = Field(alias="to")
    what: Text = ""
    weight: Annotated[int, Field(ge=1, le=3, strict=True)]
    basis: StatedBasis = Basis.COMMON
    sources: tuple[SourceId, ...] = ()
    loop: bool = False


def _sourced_only(data: object) -> object:
    """Empty every field whose `<field>_basis` says that it does not come from a source."""
    if not isinstance(data, dict):
        return data
    doubtful = {key for key in data if data.get(f"{key}_basis", "source") != "source"}
    return {key: "" if key in doubtful else value for key, value in data.items()}


class Enterprise(Record):
    """在地企业: a resident company. What has no source is dropped here, not hidden later."""

    name: Name
    full_name: Text = ""
    full_name_basis: StatedBasis = Basis.SOURCE
    county: CountyOrNone = ""
    county_basis: StatedBasis = Basis.SOURCE
    products: tuple[Text, ...] = ()
    capacity: Text = ""
    as_of: Text = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    parent: Text = ""
    parent_basis: StatedBasis = Basis.SOURCE
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _drop_what_has_no_source(cls, data: object) -> object:
        return _sourced_only(data)


class Project(Record):
    """公开项目: an investment project a source reports in this chain."""

    name: Name
    county: CountyOrNone = ""
    county_basis: StatedBasis = Basis.SOURCE
    investment_100m_yuan: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    stage: Text = ""
    as_of: Text = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _drop_what_has_no_source(cls, data: object) -> object:
        return _sourced_only(data)


class Direction(Record):
    """招商方向: why a desk's area is worth looking at for this chain."""

    desk: Text
    why: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)
    basis: StatedBasis = Basis.SOURCE


class Figure(Record):
    """数字: one published figure of the chain, with its scope in `what` and its time."""

    what: Text
    value: Text
    as_of: Text = ""
    sources: tuple[SourceId, ...] = Field(min_length=1)
    note: Text = ""


class Chain(Record):
    """产业链: the links of one industry, how they feed one another, and what we know of it."""

    id: Slug
    name: Name
    name_status: Annotated[str, StringConstraints(pattern=r"^(official|compiled)$")]
    industry: Texts = ()
    summary: Text = ""
    alternate: bool = False
    replaces: Slug | None = None
    structure_sources: tuple[SourceId, ...] = ()
    structure_checked: tuple[SourceId, ...] = ()
    structure_note: Text = ""
    counties: tuple[ChainCounty, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...]
    flows: tuple[Flow, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    projects: tuple[Project, ...] = ()
    target_directions: tuple[Direction, ...] = ()
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _has_links(self) -> Self:
        if not self.links:
            msg = "至少要有一个环节"
            raise refusal(msg)
        return self

    def link(self, link_id: str) -> Link | None:
        """Return the link of that id, or None."""
        return next((link for link in self.links if link.id == link_id), None)

    def county_of(self, name: str) -> str:
        """Return the county of the resident of that name or full name; "" where none is known."""
        named = (e for e in self.enterprises if name in {e.name, e.full_name})
        return next((e.county for e in named), "")

    def full_name_of(self, name: str) -> str:
        """Return the full name of the resident of that name, "" where no source writes it."""
        return next((e.full_name for e in self.enterprises if e.name == name), "")

    @property
    def source_by_id(self) -> dict[str, Source]:
        """Return the sources this chain cites, by id (the loader adds the shared ones)."""
        return {source.id: source for source in self.sources}
