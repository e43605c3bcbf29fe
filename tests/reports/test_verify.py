"""`python -m reports verify`: what it prints, and the exit code that says it all."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from reports.__main__ import main
from tests.papers.verification.made import replaced

CARD = ["card", "--chain", "fluorine", "--link", "lithium_salt", "--out"]


@pytest.fixture(autouse=True)
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SANMING_DATA", str(copytree(prepared, tmp_path / "office")))
    return tmp_path


def make_card(folder: Path) -> Path:
    assert main([*CARD, str(folder / "out")]) == 0
    [card] = (folder / "out").glob("*.docx")
    return card


def test_a_card_is_verified_and_an_altered_one_is_found(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = make_card(office)
    altered = office / "改过.docx"
    altered.write_bytes(
        replaced(card.read_bytes(), "word/document.xml", "含氟锂盐项目", "含氟钠盐项目")
    )
    capsys.readouterr()

    assert main(["verify", str(card)]) == 0
    assert "没有改动" in capsys.readouterr().out
    assert main(["verify", str(altered)]) == 1
    assert "含氟 钠 → 原为 锂" in capsys.readouterr().out
    assert main(["verify", str(altered), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["was"], one["now"]) for one in told["altered"]] == [("锂", "钠")]
    assert (told["kind"], told["record"]) == ("card", 1)


@pytest.mark.parametrize("name", ["没有.docx", "不是.docx", "别的.txt"])
def test_what_cannot_be_verified_says_why(
    office: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "不是.docx").write_bytes(b"no zip")
    (office / "别的.txt").write_bytes(b"")

    assert main(["verify", str(office / name)]) == 2
    assert "不能核对：" in capsys.readouterr().out
