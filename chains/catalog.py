"""Load every chain file; a file that does not hold together closes itself, not the others."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from chains.consistency import cited_sources, contradictions, weak_points
from chains.evidence.statements import misdirected, statements, twice_counted
from chains.model import Chain, Source
from chains.settings import DATA, SETTINGS, Settings, open_settings
from chains.shared_sources import SOURCES, open_sources, unseen_source
from files.errors import DataError, NotFound, Problem
from files.opening import content_of
from files.problems import problem_at, unreadable, validate
from files.yaml_reader import YamlFile, read_yaml

NOT_CHAINS = frozenset({SOURCES, SETTINGS})
CLOSED_CHAIN = "这条链暂不显示；其他链不受影响"


@dataclass(frozen=True, slots=True)
class Catalog:
    """All chains that hold together, in listing order, and all that is wrong with the rest.

    `problems`: files that could not be opened, each with what it closes. `notices`: places to mend
    in files that opened. `data_version` changes whenever a byte of any file does.
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
        known = "、".join(f"{chain.name}（{chain.id}）" for chain in self.chains.values()) or "无"
        text = f"没有编号为「{chain_id}」的产业链，或它的数据文件没有通过检查。现有：{known}"
        raise NotFound(text)


def load_catalog(office: Path | None = None, shipped: Path = DATA) -> Catalog:
    """Read the shipped chains, and those of the `office` folder, which add to or replace them.

    A chain of the office replaces the shipped one of the same id, or the one it names in
    `replaces`. The office folder may hold its own `sources.yaml` and `settings.yaml`. Whatever
    does not open is in `problems` with what that closes; the rest opens.
    """
    folders = [shipped] if office is None or not office.is_dir() else [shipped, office]
    files = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    settings, problems = open_settings(folders)
    shared, closed = open_sources(folders)
    problems += closed
    extras = [path for path in alternate_paths(shipped) if path.stem in settings.asked_for]
    files += [path for path in extras if all(path.name != own.name for own in files)]
    chain_files = {path.name: path for path in files if path.name not in NOT_CHAINS}
    chains: dict[str, Chain] = {}
    opened: dict[str, YamlFile] = {}
    notices: list[tuple[Path, Problem]] = []
    for path in chain_files.values():
        try:
            chain, file, found = _read_chain(path, shared, every_source=not closed)
        except DataError as error:
            problems.append(DataError(path, list(error.problems), CLOSED_CHAIN))
        else:
            chains[chain.id], opened[chain.id] = chain, file
            notices += [(path, problem) for problem in found]
    problems += _lost_chains(settings, shipped, chain_files)
    problems += _unknown_chains(settings, folders, chain_files)
    notices += [
        (
            chain_files[f"{chain.id}.yaml"],
            Problem(0, "replaces", f"没有编号为 {chain.replaces} 的链"),
        )
        for chain in chains.values()
        if chain.replaces and chain.replaces not in chains
    ]
    used = _framed(_without_replaced(chains, settings.order), settings)
    repeating = _repeating(used.values(), opened)
    problems += repeating.values()
    used = {i: chain for i, chain in used.items() if i not in repeating}
    return Catalog(
        chains=MappingProxyType(used),
        settings=settings,
        problems=tuple(problems),
        notices=tuple(notices),
        data_version=f"{settings.reviewed_on or '日期不明'}·{_digest(files)[:6]}",
    )


def alternate_paths(shipped: Path = DATA) -> list[Path]:
    """List the chains that are shipped beside the set and shown only where an office asks."""
    return sorted((shipped / "alternates").glob("*.yaml"))


def chain_files(folder: Path = DATA) -> list[Path]:
    """List the chain files of a folder by name; whether they open is another matter."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.name not in NOT_CHAINS]


def _lost_chains(
    settings: Settings, shipped: Path, chain_files: Mapping[str, Path]
) -> list[DataError]:
    """Name the chains that the settings list and that have no file any more."""
    lost = [chain_id for chain_id in settings.order if f"{chain_id}.yaml" not in chain_files]
    text = "文件不在了（settings.yaml 的 order 里列着它），请恢复原文件"
    return [
        DataError(shipped / f"{chain_id}.yaml", [Problem(0, "", text)], CLOSED_CHAIN)
        for chain_id in lost
    ]


def _unknown_chains(
    settings: Settings, folders: Sequence[Path], chain_files: Mapping[str, Path]
) -> list[DataError]:
    """Name what the set of chains asks for and no file is there for; nothing goes in silence."""
    unknown = [i for i in settings.asked_for if f"{i}.yaml" not in chain_files]
    if not unknown:
        return []
    path = next(f / SETTINGS for f in reversed(folders) if (f / SETTINGS).exists())
    text = "没有这条链的文件；链集（frame、extras）里请改正编号，或把它的文件放进来"
    return [DataError(path, [Problem(0, i, text) for i in unknown], CLOSED_CHAIN)]


def _framed(chains: dict[str, Chain], settings: Settings) -> dict[str, Chain]:
    """Keep the set of chains that the settings name, in their order, and the extras after it.

    A chain that replaces one of the set stands in its place.
    """
    if not settings.frame:
        return chains
    by_name = {chain.replaces or chain.id: chain for chain in chains.values()} | chains
    kept = (by_name[i] for i in settings.asked_for if i in by_name)
    return {chain.id: chain for chain in kept}


def load_chain(
    path: Path, shared: Mapping[str, Source], *, every_source: bool = True
) -> tuple[Chain, list[Problem]]:
    """Read one chain file; also return its weak points (see `weak_points`).

    The returned chain carries, in id order, every source it cites, shared ones included. While
    a list of sources is closed (`every_source` is False) an unknown one is taken to stand there,
    of the grade that proves nothing.

    Raises:
        DataError: naming every problem of the file at once.
    """
    chain, _, weak = _read_chain(path, shared, every_source=every_source)
    return chain, weak


def _read_chain(
    path: Path, shared: Mapping[str, Source], *, every_source: bool
) -> tuple[Chain, YamlFile, list[Problem]]:
    file = read_yaml(path)
    if not isinstance(file.content, dict):
        raise unreadable(path, "不是产业链文件：应当由若干「键：值」组成，以 id 开头")
    chain = validate(Chain, file, file.content)
    cited = cited_sources(chain)
    known = {**shared, **chain.source_by_id}
    if not every_source:
        copied = {source.copy_of for source in chain.sources if source.copy_of}
        known = {i: unseen_source(i) for i in cited | copied} | known
    problems = contradictions(chain, file, known)
    if problems:
        raise DataError(path, problems)
    sources = tuple(known[i] for i in sorted(cited))
    return chain.model_copy(update={"sources": sources}), file, weak_points(chain, file)


def _repeating(chains: Iterable[Chain], opened: Mapping[str, YamlFile]) -> dict[str, DataError]:
    """Return what closes a chain that says again what one listed before it says, by its id."""
    cited = [row for chain in chains for row in statements(chain, chain.source_by_id)]
    found: dict[str, list[Problem]] = {}
    for row, text in [*twice_counted(cited), *misdirected(cited)]:
        file = opened[row.chain.id]
        found.setdefault(row.chain.id, []).append(problem_at(file, row.place, text))
    return {i: DataError(opened[i].path, those, CLOSED_CHAIN) for i, those in found.items()}


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
        digest.update(hashlib.sha256(content_of(path)).digest())
    return digest.hexdigest()
