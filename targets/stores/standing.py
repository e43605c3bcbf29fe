"""How a company stands in a store: on what it rests, and whether it is a target, in one column.

Every list, count and index asks for the basis already. A company that is closed, or no target for
another reason, has one of its own there, so that none of them finds it unless it is asked for.
"""

from targets.closing import is_closed
from targets.model import Company, CompanyBasis

CLOSED = "-closed"
APART = "-apart"
"""Behind the basis of a company that is no target though it is not closed."""
MERGED = "-merged"
"""Behind the basis of a company that is shown as part of another: no question asks for it."""


def kept_basis(company: Company, *, is_target: bool = True) -> str:
    """Return what a store keeps as the basis of a company."""
    if is_closed(company.status):
        return company.basis.value + CLOSED
    return company.basis.value + ("" if is_target else APART)


def basis_of(kept: str) -> CompanyBasis:
    """Return the basis of a company that a store keeps so."""
    return CompanyBasis(kept.removesuffix(MERGED).removesuffix(CLOSED).removesuffix(APART))


def is_target(kept: str) -> bool:
    """Tell whether a company that a store keeps so may stand in a list of targets."""
    return not kept.removesuffix(MERGED).endswith((CLOSED, APART))


def bases_asked(
    *, with_memory: bool, with_closed: bool = False, with_apart: bool = False, targets: bool = True
) -> list[str]:
    """Return what a company may have as its basis to be among those asked for.

    `targets`: those that are, beside the closed and the others that are not.
    """
    bases = [CompanyBasis.SOURCE.value] + [CompanyBasis.MEMORY.value] * with_memory
    ends = [""] * targets + [CLOSED] * with_closed + [APART] * with_apart
    return [basis + end for end in ends for basis in bases]
