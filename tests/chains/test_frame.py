"""链集: an office shows another set of chains by a folder of its own; nothing assumes sixteen."""

from pathlib import Path

import pytest
import yaml

from chains.catalog import Catalog, load_catalog
from chains.settings import DATA, SETTINGS

ELEVEN = (
    "equipment", "steel_metal", "textile", "bamboo_wood", "building", "fluorine",
    "graphite", "silicon", "biomed", "digital", "tourism_wellness",
)  # fmt: skip


def framed(office: Path, **given: object) -> Catalog:
    """Load the chains of an office whose settings are the shipped ones with `given` set."""
    settings = yaml.safe_load((DATA / SETTINGS).read_text("utf-8")) | given
    text = yaml.safe_dump(settings, allow_unicode=True)
    (office / SETTINGS).write_text(text, encoding="utf-8")
    return load_catalog(office=office)


def test_a_set_of_eleven_is_shown_in_its_own_order(tmp_path: Path) -> None:
    catalog = framed(tmp_path, frame=list(ELEVEN))

    assert (tuple(catalog.chains), catalog.problems) == (ELEVEN, ())


def test_an_alternate_chain_is_an_extra_and_not_one_of_the_set(tmp_path: Path) -> None:
    catalog = framed(tmp_path, extras=["food_snack"])

    assert tuple(catalog.chains)[:-1] == tuple(load_catalog().chains)
    assert tuple(catalog.chains)[-1] == "food_snack"
    assert tuple(framed(tmp_path, frame=list(ELEVEN), extras=["food_snack"]).chains) == (
        *ELEVEN,
        "food_snack",
    )


def test_an_extra_changes_the_version_of_the_data(tmp_path: Path) -> None:
    without = framed(tmp_path).data_version

    assert framed(tmp_path, extras=["food_snack"]).data_version != without


@pytest.mark.parametrize("name", ["frame", "extras"])
def test_a_chain_of_the_set_without_a_file_is_named(tmp_path: Path, name: str) -> None:
    catalog = framed(tmp_path, **{name: ["fluorine", "no_such_chain"]})

    [error] = catalog.problems
    assert error.path == tmp_path / SETTINGS
    assert [(p.where, "没有这条链的文件" in p.text) for p in error.problems] == [
        ("no_such_chain", True)
    ]
    assert "fluorine" in catalog.chains


def test_a_chain_that_replaces_one_of_the_set_stands_in_its_place(tmp_path: Path) -> None:
    chain = yaml.safe_load((DATA / "fluorine.yaml").read_text("utf-8"))
    own = chain | {"id": "fluorine_own", "replaces": "fluorine"}
    text = yaml.safe_dump(own, allow_unicode=True)
    (tmp_path / "fluorine_own.yaml").write_text(text, encoding="utf-8")

    assert tuple(framed(tmp_path, frame=["seed", "fluorine"]).chains) == ("seed", "fluorine_own")
