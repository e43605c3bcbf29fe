"""Every table of the ledger: who needs `Base.metadata` as a whole takes `Base` from here."""

from ledger import schema_baskets, schema_desk_work, schema_visits
from ledger.schema import Base

__all__ = ["Base", "schema_baskets", "schema_desk_work", "schema_visits"]
