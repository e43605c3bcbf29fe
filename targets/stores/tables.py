"""The tables of companies, the same in every engine.

What a list shows, filters, counts or sorts by is a column of `company`, worked out when a company
is written (`targets/stores/values.py`). Several values in one column (`*_tags`) stand each
between line feeds; `company_link` and `company_list` hold the same one a row, to be searched.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from files.personal.columns import Written
from targets.model import COMPANY_TEXTS
from targets.scoring.classes import UNCLASSED
from targets.scoring.wording import PART_NAMES

METADATA = MetaData()


class InBytes(String):
    """按字节排序的文本: sorts by its bytes in every engine, so that one order is the order in all.

    An engine that would sort otherwise says in its own module how it is told.
    """

    cache_ok = True


def _type(name: str) -> type[Text] | type[Written]:
    return Text if name in CODES_OF_COMPANY else Written


CODES_OF_COMPANY = frozenset({"credit_code", "stock_code", "industry_code", "basis"})
"""Texts of a company that nobody words."""
KEY = InBytes(120)
ORDERED = 320  # characters of what puts a tie into its order
DERIVED_TEXTS = (
    "name_key",
    "desk",
    "chain_tags",
    "link_tags",
    "list_tags",
    "emerging_tags",
    "search_text",
    "best_chain",
    "best_link",
)
CODES = ("class_code", "after_code")
FLAGS = ("fills_gap", "has_relation", "has_signal")
ENDS = tuple(f"{part}_{end}" for part in (*PART_NAMES, "score") for end in ("low", "high"))

COMPANY = Table(
    "company",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    *(Column(name, _type(name), nullable=False) for name in COMPANY_TEXTS),
    Column("established_on", Date),
    Column("capital_10k_yuan", Double),
    *(Column(name, Text, nullable=False) for name in DERIVED_TEXTS),
    *(Column(name, Double, nullable=False) for name in ENDS),
    *(Column(name, Boolean, nullable=False) for name in FLAGS),
    *(Column(name, Integer, nullable=False) for name in CODES),
    Column("tie_order", InBytes(ORDERED), nullable=False),
    Column("origin", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("id", name="uq_company_id"),
)
"""企业: `number` is its place in this database, `id` its permanent name in all of them.

`origin` tells where it came from: SHIPPED, or the import that brought it. `digest` is the hash of
what was written, so that writing the same again changes nothing. `class_code` is its class,
`after_code` the one that its next check could bring (`targets.scoring.classes`), `tie_order` what
puts companies of one class into their stated order: province, then name.
"""

LINKS = Table(
    "company_link",
    METADATA,
    Column("company", Integer, ForeignKey("company.number"), primary_key=True),
    Column("chain", String(60), primary_key=True),
    Column("link", String(60), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("basis", Text, nullable=False),
    Column("reason", Written, nullable=False),
    Column("sought", Boolean, nullable=False),
    *(Column(name, Integer, nullable=False, default=UNCLASSED) for name in CODES),
    Column("decided_by", String(120), nullable=False),
)
"""归链: which links a company could fill. `sought`: the link is a gap or wanted. `class_code` and
`after_code` are those of the company on this link alone.

`decided_by` names who decided the state by hand; an import leaves such a row alone.
"""

LISTS = Table(
    "company_list",
    METADATA,
    Column("company", Integer, ForeignKey("company.number"), primary_key=True),
    Column("name", KEY, primary_key=True),
    Column("edition", KEY, primary_key=True),
    Column("rank", Integer),
)
"""上榜: on which lists a company stands, with edition and rank."""

STATE = Table(
    "company_state",
    METADATA,
    Column("name", KEY, primary_key=True),
    Column("value", Text, nullable=False),
)
"""企业数据状态: with what the derived columns were worked out; other values ask for it anew."""

_IN_ORDER = (COMPANY.c.class_code, COMPANY.c.tie_order, COMPANY.c.id)
INDEXES = (
    Index("ix_company_desk", COMPANY.c.desk, COMPANY.c.basis, *_IN_ORDER),
    Index("ix_company_class", COMPANY.c.basis, *_IN_ORDER),
    Index("ix_company_city", COMPANY.c.desk, COMPANY.c.basis, COMPANY.c.province, COMPANY.c.city),
    Index("ix_company_name_key", COMPANY.c.name_key),
    Index("ix_company_credit_code", COMPANY.c.credit_code),
    Index("ix_company_link", LINKS.c.chain, LINKS.c.link, LINKS.c.state, LINKS.c.company),
    Index("ix_company_list", LISTS.c.name, LISTS.c.company),
)
TABLES = (COMPANY, LINKS, LISTS, STATE)
SHIPPED = "shipped"
SEPARATOR = "\n"


def joined(values: "tuple[str, ...] | list[str]") -> str:
    """Return several values as one text that `LIKE` can find each of; "" for none."""
    parts = [value.replace(SEPARATOR, " ") for value in values]
    return f"{SEPARATOR}{SEPARATOR.join(parts)}{SEPARATOR}" if parts else ""


def split(tags: str) -> tuple[str, ...]:
    """Return the values that `joined` put into one text."""
    return tuple(tags.strip(SEPARATOR).split(SEPARATOR)) if tags else ()


def link_key(tag: str) -> tuple[str, str]:
    """Return chain and link of one of the `link_tags`."""
    chain, _, link = tag.partition("/")
    return (chain, link)
