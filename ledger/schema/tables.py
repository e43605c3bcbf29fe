"""Every table of the ledger: who needs `Base.metadata` as a whole takes `Base` from here."""

from ledger.schema import (
    accounts as schema_accounts,
)
from ledger.schema import (
    baskets as schema_baskets,
)
from ledger.schema import (
    cards as schema_cards,
)
from ledger.schema import (
    company_imports as schema_company_imports,
)
from ledger.schema import (
    desk_work as schema_desk_work,
)
from ledger.schema import (
    meeting as schema_meeting,
)
from ledger.schema import (
    papers as schema_papers,
)
from ledger.schema import (
    same_company as schema_same_company,
)
from ledger.schema import (
    urgency as schema_urgency,
)
from ledger.schema import (
    visits as schema_visits,
)
from ledger.schema.base import Base
from targets.stores.tables import TABLES

for _table in TABLES:
    _table.to_metadata(Base.metadata)

INDEX_TABLES = "company_bigram"
"""The index of keywords: worked out from `company`, and so no part of what is kept or copied."""
FACET_INDEX = "ix_company_facets"
"""What facets of a desk are counted from; in SQLite only, so no part of the tables above."""

__all__ = [
    "FACET_INDEX",
    "INDEX_TABLES",
    "Base",
    "schema_accounts",
    "schema_baskets",
    "schema_cards",
    "schema_company_imports",
    "schema_desk_work",
    "schema_meeting",
    "schema_papers",
    "schema_same_company",
    "schema_urgency",
    "schema_visits",
]
