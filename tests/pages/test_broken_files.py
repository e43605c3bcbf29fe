"""A chain file that is wrong in any way closes itself, says where, and leaves the others open."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from chains.catalog import load_catalog
from chains.settings import DATA
from ledger.book.database import FILE_NAME
from tests.office_folder import write_text
from tests.pages.screens import drawn, open_chain, open_overview
from tests.prepared_office import prepare

BROKEN = "textile"
SHIPPED = (DATA / f"{BROKEN}.yaml").read_text(encoding="utf-8")
OTHERS = [chain for chain in load_catalog().chains if chain != BROKEN]
BACK = "  - {from: spinning, to: viscose, weight: 3}\n"


def exchange(old: str, new: str) -> Callable[[str], str]:
    """A change of the first place where `old` stands."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


# What was done to the file, and what the notice then says beside the line.
WRONGS: dict[str, tuple[Callable[[str], str], str]] = {
    "an unknown key": (exchange("    stage:", "    colour: red\n    stage:"), "不认识的键"),
    "a key left out": (exchange("    stage: upstream\n", ""), "缺少这一项"),
    "an unknown status": (exchange("presence: planned", "presence: gone"), "不在允许的取值内"),
    "a source nobody wrote down": (exchange("- source: ", "- source: NOBODY_"), "没有登记"),
    "an id used twice": (exchange("- id: pa6_chip", "- id: caprolactam"), "用了两次"),
    "flows in a circle": (exchange("flows:\n", f"flows:\n{BACK}"), "绕成了圈"),
    "a YAML tag": (exchange("name: ", "name: !!python/object/apply:os.getcwd "), "标签"),
    "a tab": (exchange("links:\n  - id", "links:\n\t- id"), "Tab"),
    "another id than the file": (exchange("id: textile", "id: textiles"), "不一致"),
    "a letter for a weight": (exchange("weight: 3", "weight: x"), "应当是整数"),
    "half a file": (lambda text: text[: len(text) // 2] + "\n  'open", "不是有效的 YAML"),
    "no chain at all": (lambda _: "只是一句话\n", "不是产业链文件"),
    "bytes of a picture": (lambda _: "\x89PNG\x00", "不允许的字符"),
}


@pytest.fixture(scope="module")
def without_that_chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the shipped companies, as they stand while that chain is closed."""
    folder = tmp_path_factory.mktemp("closed")
    write_text(folder, "links: []\n", BROKEN)
    return prepare(folder) / FILE_NAME


@pytest.fixture(params=WRONGS)
def complaint(
    request: pytest.FixtureRequest,
    without_that_chain: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Break a copy of a shipped file in the office's folder; return what should be said."""
    change, words = WRONGS[str(request.param)]
    copyfile(without_that_chain, tmp_path / FILE_NAME)
    write_text(tmp_path, change(SHIPPED), BROKEN)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))
    return words


def test_one_notice_names_file_line_and_fault_and_the_others_open(complaint: str) -> None:
    screen = open_overview()

    [notice] = screen.error
    assert f"{BROKEN}\\.yaml" in notice.value
    assert complaint in notice.value
    assert re.search(r"第\d+行|整个文件", notice.value)
    assert [row["id"] for row in drawn(screen)["rows"]] == OTHERS


def test_the_graph_of_another_chain_opens_beside_the_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path, "links: []\n", BROKEN)
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))

    screen = open_chain(chain="fluorine")

    assert len(screen.error) == 1
    assert drawn(screen)["payload"]["title"] == "氟新材料"
