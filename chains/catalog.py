"""Load every chain file; a file that does not hold together closes itself, not the others."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from chains.consistency import cited_sources, contradictions, weak_points
from chains.model import Chain, Source
from chains.settings import DATA, Settings, load_settings
from files.errors import DataError, NotFound, Problem
from files.problems import problem_at, unreadable, validate
from files.records import Record
from files.yaml_reader import YamlFile, read_yaml

NOT_CHAINS = frozenset({"sources.yaml", "settings.yaml"})


class SourceList(Record):
    """来源表: the sources that more than one chain cites (`sources.yaml` holds the bare list)."""

    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """All chains that hold together, in listing order, and all that is wrong with the rest.

    `problems`: files that could not be opened. `notices`: places to mend in files that opened.
    `data_version` changes whenever a byte of any file does.
    """

    chains: Mapping[str, Chain]
    settings: Settings
    problems: tuple[DataError, ...]
    notices: tuple[tuple[Path, Problem], ...]
    data_version: str

    def chain(self, chain_id: str) -> Chain:
        """Return the chain of that id.

        Raises:
            NotFound: there is none, or its file could not be opened.
        """
        if chain_id in self.chains:
            return self.chains[chain_id]
        known = "、".join(f"{chain.name}({chain.id})" for chain in self.chains.values())
        text = f"没有编号为「{chain_id}」的产业链,或它的数据文件没有通过检查。现有:{known}"
        raise NotFound(text)


def load_catalog(office: Path | None = None, shipped: Path = DATA) -> Catalog:
    """Read the shipped chains, and those of the `office` folder, which add to or replace them.

    A chain of the office replaces the shipped one of the same id, or the one it names in
    `replaces`. The office folder may hold its own `sources.yaml` and `settings.yaml`.

    Raises:
        DataError: `sources.yaml` or `settings.yaml` is wrong; without them nothing can open.
    """
    folders = [shipped] if office is None or not office.is_dir() else [shipped, office]
    files = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    shared = _shared_sources(path for path in files if path.name == "sources.yaml")
    settings = load_settings([path for path in files if path.name == "settings.yaml"][-1])
    chain_files = {path.name: path for path in files if path.name not in NOT_CHAINS}
    chains: dict[str, Chain] = {}
    problems: list[DataError] = []
    notices: list[tuple[Path, Problem]] = []
    for path in chain_files.values():
        try:
            chain, found = load_chain(path, shared)
        except DataError as error:
            problems.append(error)
        else:
            chains[chain.id] = chain
            notices += [(path, problem) for problem in found]
    notices += [
        (
            chain_files[f"{chain.id}.yaml"],
            Problem(0, "replaces", f"没有编号为 {chain.replaces} 的链"),
        )
        for chain in chains.values()
        if chain.replaces and chain.replaces not in chains
    ]
    used = _without_replaced(chains, settings.order)
    return Catalog(
        chains=MappingProxyType(used),
        settings=settings,
        problems=tuple(problems),
        notices=tuple(notices),
        data_version=f"{settings.reviewed_on}·{_digest(files)[:6]}",
    )


def load_chain(path: Path, shared: Mapping[str, Source]) -> tuple[Chain, list[Problem]]:
    """Read one chain file; also return its weak points (see `weak_points`).

    The returned chain carries, in id order, every source it cites, shared ones included.

    Raises:
        DataError: naming every problem of the file at once.
    """
    file = read_yaml(path)
    if not isinstance(file.content, dict):
        raise unreadable(path, "不是产业链文件:应当由若干「键: 值」组成,以 id 开头")
    chain = validate(Chain, file, file.content)
    problems = contradictions(chain, file, shared)
    if problems:
        raise DataError(path, problems)
    own = chain.source_by_id
    cited = cited_sources(chain)
    sources = tuple({**shared, **own}[i] for i in sorted(cited))
    return chain.model_copy(update={"sources": sources}), weak_points(chain, file)


def _shared_sources(paths: Iterable[Path]) -> dict[str, Source]:
    shared: dict[str, Source] = {}
    for path in paths:
        file = read_yaml(path)
        wrapped = YamlFile(file.path, {"sources": file.content}, _below_sources(file))
        listed = validate(SourceList, wrapped, wrapped.content).sources
        ids = [source.id for source in listed]
        twice = [i for i, source_id in enumerate(ids) if source_id in ids[:i]]
        if twice:
            text = "编号用了两次,每个编号只能用一次"
            raise DataError(path, [problem_at(wrapped, ("sources", i, "id"), text) for i in twice])
        shared.update({source.id: source for source in listed})
    return shared


def _below_sources(file: YamlFile) -> dict[tuple[str | int, ...], int]:
    return {("sources", *place): line for place, line in file.lines.items()}


def _without_replaced(chains: Mapping[str, Chain], order: tuple[str, ...]) -> dict[str, Chain]:
    replaced = {chain.replaces for chain in chains.values() if chain.replaces != chain.id}
    place = {chain_id: i for i, chain_id in enumerate(order)}

    def listing(chain: Chain) -> tuple[int, str]:
        return (place.get(chain.replaces or chain.id, len(place)), chain.id)

    kept = (chain for chain in chains.values() if chain.id not in replaced)
    return {chain.id: chain for chain in sorted(kept, key=listing)}


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        # a folder or a dangling link named like a chain is reported by the reader, not here
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
