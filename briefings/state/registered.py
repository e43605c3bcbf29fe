"""The registered names of residents in one state of the data: of the chains and of companies."""

from datetime import date

from chains.catalog import Catalog
from chains.evidence.registered_names import RegisteredNames
from targets.companies_file import load_companies


def names_in(catalog: Catalog, today: date) -> RegisteredNames:
    """Return the lookup that every paper reads; a former name stands for the one of today."""

    def name_today(name: str) -> str:
        return load_companies(today=today).name_today(name)

    return RegisteredNames(catalog.chains.values(), name_today)
