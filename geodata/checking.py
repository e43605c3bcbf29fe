"""Every file of places that the product may read, opened the strict way."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from chains.model import Chain
from files.errors import DataError
from files.opening import DataFile, failures, opened_or
from files.problems import problem_at
from files.yaml_reader import read_yaml
from geodata.county_chains import (
    CLOSED_COUNTY_CHAINS,
    FILE,
    read_county_chains,
    refuse_unknown_chains,
)
from geodata.desks import shipped_desks
from geodata.layers.layer import DATA, load_layer
from geodata.naming.countries import CLOSED_COUNTRIES, read_countries
from geodata.naming.countries import FILE as COUNTRIES
from geodata.naming.divisions import CLOSED_DIVISIONS, read_divisions
from geodata.naming.divisions import FILE as DIVISIONS
from geodata.parks import park_files

RECORD = ".record.yaml"
KINDS = (".geojson", ".csv")
CLOSED_LAYERS = {
    "sanming_counties": "县区边界和示例地块不显示，坐标落在哪个县区暂不核对；其他图层和地块照常",
    "fujian_prefectures": "地图和挂图不画福建各市边界；其他图层照常",
    "china_provinces": "地图不画各省边界；其他图层照常",
    "china_lines": "地图不画国界和省界线；其他图层照常",
    "desk_city_areas": "地图和挂图不画片区城市的范围；其他图层照常",
    "desk_cities": "片区城市没有位置，出访路线暂排不了路程；企业名单照常",
}
CLOSED_DIRECTION = "这个招商方向不算进任何片区；这条链其他内容照常"
CLOSED_OTHER_LAYER = "这个图层不显示；其他图层照常"


def place_failures(
    office: Path | None = None, chains: Container[str] | None = None
) -> tuple[DataError, ...]:
    """Return what is wrong with layers and tables, each with what that closes.

    `office` is the office's own folder of layers; `chains` are the ids a table may name, None if
    nobody can say.
    """
    return failures(place_files(office, chains))


def place_files(
    office: Path | None = None, chains: Container[str] | None = None
) -> tuple[DataFile, ...]:
    """List layers and tables with their readers; a table whose rows name chains is there twice."""
    return (*layer_files(office), *park_files(), *_other_files(chains))


def layer_files(office: Path | None = None) -> Iterator[DataFile]:
    """List the layers with their readers: those shipped, then those of the office's folder."""
    shipped = {*CLOSED_LAYERS, *_names(DATA)}
    for name in sorted(shipped):
        shapes = (path for path in (DATA / f"{name}{kind}" for kind in KINDS) if path.exists())
        read = partial(load_layer, name)
        yield DataFile(DATA / f"{name}{RECORD}", _closes(name), read, tuple(shapes))
    if office is not None:
        yield from own_layer_files(office)


def own_layer_files(office: Path) -> Iterator[DataFile]:
    """List the layers that the office put in the place of ours, with the records beside them."""
    for path in sorted(office.iterdir()) if office.is_dir() else ():
        if path.suffix in KINDS and path.stem in {*CLOSED_LAYERS, *_names(DATA)}:
            record = path.with_name(f"{path.stem}{RECORD}")
            read = partial(load_layer, path.stem, office=office)
            yield DataFile(path, _closes(path.stem), read, (record,) if record.exists() else ())


def _closes(name: str) -> str:
    return CLOSED_LAYERS.get(name, CLOSED_OTHER_LAYER)


def _names(folder: Path) -> set[str]:
    return {path.name.removesuffix(RECORD) for path in folder.glob(f"*{RECORD}")}


def direction_files(
    paths: Iterable[Path], opened: Mapping[Path, Chain] = MappingProxyType({})
) -> Iterator[DataFile]:
    """List chain files, to be read for the desks that their directions name.

    Which desks there are is known here and not to the chains themselves. A file whose chain is
    already `opened` and names only desks there are is not read again.
    """
    known = opened_or(None, shipped_desks)
    if known is not None:
        desks = frozenset(desk.name for desk in known[1].desks)
        for path in paths:
            chain = opened.get(path)
            if chain is None or not {d.desk for d in chain.target_directions} <= desks:
                yield DataFile(path, CLOSED_DIRECTION, partial(_refuse_unknown_desks, path, desks))


def _refuse_unknown_desks(path: Path, desks: frozenset[str]) -> None:
    file = read_yaml(path)
    listed = file.content.get("target_directions") if isinstance(file.content, dict) else None
    problems = [
        problem_at(file, place, f"没有叫「{named}」的片区（可填：{'、'.join(sorted(desks))}）")
        for i, direction in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(direction, dict) and (named := direction.get("desk")) not in desks
        for place in [("target_directions", i, "desk")]
    ]
    if problems:
        raise DataError(path, problems)


def _other_files(chains: Container[str] | None) -> Iterator[DataFile]:
    yield DataFile(DIVISIONS, CLOSED_DIVISIONS, read_divisions)
    yield DataFile(COUNTRIES, CLOSED_COUNTRIES, read_countries)
    yield DataFile(DATA / FILE, CLOSED_COUNTY_CHAINS, read_county_chains)
    if chains is not None:
        closes = "这一行不算进任何产业链；其他各行照常"
        yield DataFile(DATA / FILE, closes, partial(refuse_unknown_chains, chains))
