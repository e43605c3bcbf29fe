"""How a company stands in a store: on what it rests, and whether it is closed, in one column.

Every list, count and index asks for the basis already. A closed company has one of its own there,
so that none of them finds it unless it is asked for.
"""

from targets.closing import is_closed
from targets.model import Company, CompanyBasis

CLOSED = "-closed"
MERGED = "-merged"
"""Behind the basis of a company that is shown as part of another: no question asks for it."""


def kept_basis(company: Company) -> str:
    """Return what a store keeps as the basis of a company."""
    return company.basis.value + (CLOSED if is_closed(company.status) else "")


def basis_of(kept: str) -> CompanyBasis:
    """Return the basis of a company that a store keeps so."""
    return CompanyBasis(kept.removesuffix(MERGED).removesuffix(CLOSED))


def bases_asked(*, with_memory: bool, with_closed: bool) -> list[str]:
    """Return what a company may have as its basis to be among those asked for."""
    bases = [CompanyBasis.SOURCE.value] + [CompanyBasis.MEMORY.value] * with_memory
    return bases + [basis + CLOSED for basis in bases] * with_closed
