"""Industrial transfer (产业转移): published agreements and push-outs, each with its sources."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from pydantic import Field

from chains.gaps.measures import Interval
from chains.gaps.priority import WHOLE
from chains.model import Grade, WebAddress
from files.errors import DataError, Problem
from files.opening import opened_or
from files.problems import validate
from files.records import Name, Record, Slug, Text
from files.yaml_reader import YamlFile, read_yaml
from geodata.places import short_place

DATA = Path(__file__).parents[1] / "data"


class TransferSource(Record):
    """来源: where the agreement can be read."""

    title: Name
    publisher: Text
    url: WebAddress
    date: Text
    grade: Grade


class Transfer(Record):
    """转移依据: what a source says of a place handing on industry, or working with Sanming.

    `provinces` and `cities` are short names; `chains` empty means that none is named.
    """

    id: Slug
    provinces: tuple[Name, ...] = ()
    cities: tuple[Name, ...] = ()
    chains: tuple[Slug, ...] = ()
    says: Text = Field(min_length=1)
    as_of: Text = ""
    sources: tuple[TransferSource, ...] = Field(min_length=1)

    def covers(self, province: str, city: str, chains: Iterable[str]) -> bool:
        """Tell whether it speaks of a company there, in one of `chains`."""
        here = short_place(province) in self.provinces or short_place(city) in self.cities
        return here and (not self.chains or not set(self.chains).isdisjoint(chains))


class _TransferList(Record):
    transfers: tuple[Transfer, ...]


def load_transfers(path: Path = DATA / "transfers.yaml") -> tuple[Transfer, ...]:
    """Read the agreements, in file order.

    Raises:
        DataError: the file is not plain YAML, or an entry has no source.
    """
    file = read_yaml(path)
    wrapped = {"transfers": file.content}
    lines = {("transfers", *place): line for place, line in file.lines.items()}
    listed = validate(_TransferList, YamlFile(file.path, wrapped, lines), wrapped).transfers
    ids = [transfer.id for transfer in listed]
    problems = [
        Problem(lines.get(("transfers", i, "id"), 0), "id", "编号用了两次，每个编号只能用一次")
        for i, transfer_id in enumerate(ids)
        if transfer_id in ids[:i]
    ]
    if problems:
        raise DataError(path, problems)
    return listed


def known_transfers() -> tuple[Transfer, ...]:
    """Return the agreements; none while their file does not open: nobody can say then."""
    return opened_or((), load_transfers)


def refuse_unknown_chains(chains: Container[str], path: Path = DATA / "transfers.yaml") -> None:
    """See that agreements name chains there are.

    Raises:
        DataError: naming every other.
    """
    lines = read_yaml(path).lines
    problems = [
        Problem(lines.get((i, "chains", j), 0), "chains", f"没有编号为 {chain} 的产业链，请改正")
        for i, transfer in enumerate(load_transfers(path))
        for j, chain in enumerate(transfer.chains)
        if chain not in chains
    ]
    if problems:
        raise DataError(path, problems)


def transfer_of(
    transfers: Sequence[Transfer], province: str, city: str, chains: Iterable[str]
) -> Transfer | None:
    """Return the first of `transfers` that covers the company, or None."""
    asked = tuple(chains)
    return next((found for found in transfers if found.covers(province, city, asked)), None)


def transfer_part(found: Transfer | None) -> Interval:
    """Return 1 where an agreement is on record; without one nobody knows, which is not 0."""
    return WHOLE if found is None else (1.0, 1.0)
