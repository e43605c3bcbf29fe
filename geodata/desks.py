"""The desks (驻点片区) as they come with the product: `data/desks.yaml` is their only home."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from files.problems import validate
from files.records import Name, Record, Slug, Text
from files.yaml_reader import YamlFile, read_yaml
from geodata.places import short_place

DESKS = Path(__file__).with_name("data") / "desks.yaml"
Place = Annotated[Text, AfterValidator(short_place), StringConstraints(min_length=1, max_length=20)]


class Area(Record):
    """范围: a province, or only the named cities of it."""

    province: Place
    cities: tuple[Place, ...] = ()


class ShippedDesk(Record):
    """随附片区: a desk, its areas, and its cities on the map: the certain, then the suggested."""

    id: Slug
    name: Name
    areas: tuple[Area, ...] = Field(min_length=1)
    core: tuple[Name, ...] = ()
    suggested: tuple[Name, ...] = ()


class ShippedDesks(Record):
    """随附的全部片区: in the order in which they are shown."""

    as_of: date
    basis: Text = ""
    desks: tuple[ShippedDesk, ...] = Field(min_length=1)


def desks_file() -> Path:
    """Return where the desks that come with the product stand."""
    return DESKS


def shipped_desks(path: Path | None = None) -> tuple[YamlFile, ShippedDesks]:
    """Read the desks that come with the product; also the file, to name its lines.

    Raises:
        DataError: the file is not plain YAML or a value does not fit.
    """
    file = read_yaml(path or DESKS)
    return file, validate(ShippedDesks, file, file.content)
