"""`python -m reports`: papers from the terminal, and a clear word where there is none."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import update

from ledger.book.database import Ledger, open_ledger
from ledger.book.policy import LOCAL
from papers.verification.making import UNRECORDED
from reports.__main__ import main
from targets.stores.tables import COMPANY
from tests.papers.papers import pdf_pages, sheets_of

CLOSED = "c00260bbbf8"  # in these tests, not in truth


@pytest.fixture(autouse=True)
def office(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SANMING_DATA", str(copytree(prepared, tmp_path / "office")))
    return tmp_path


def test_the_first_companies_of_a_desk_become_four_files(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = office / "出访"

    code = main(
        ["trip", "--desk", "长三角", "--top", "3", "--start", "2026-12-01", "--out", str(out)]
    )

    files = {path.suffix: path for path in out.iterdir()}
    assert code == 0
    assert set(files) == {".docx", ".pdf", ".xlsx", ".html"}
    assert len(sheets_of(files[".xlsx"].read_bytes())["企业"]) == 2 + 3
    assert str(files[".pdf"]) in capsys.readouterr().out


def close(office: Path, company: str) -> None:
    """Let the register say of a company of the office that it is no more."""
    ledger = open_ledger({"SANMING_DATA": str(office / "office")})
    with ledger.writing(LOCAL) as session:
        session.execute(update(COMPANY).where(COMPANY.c.id == company).values(status="注销"))
    ledger.close()


def test_a_closed_company_is_left_out_of_a_book_and_both_say_so(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    close(office, CLOSED)
    out = office / "出访"

    code = main(["trip", "--company", CLOSED, "--company", "c004f58b1ba", "--out", str(out)])

    assert code == 0
    assert "（状态：注销）不再经营" in capsys.readouterr().err
    [html] = out.glob("*.html")
    assert "不再经营，没有列入：" in html.read_text("utf-8")
    [book] = out.glob("*.xlsx")
    assert len(sheets_of(book.read_bytes())["企业"]) == 2 + 1


def test_a_book_of_nothing_but_closed_companies_is_not_made(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    close(office, CLOSED)

    assert main(["trip", "--company", CLOSED, "--out", str(office / "out")]) == 1

    assert "没有别的企业了。没有生成文件" in capsys.readouterr().err
    assert not (office / "out").exists()


def test_the_json_of_an_analysis_says_that_the_ledger_wrote_nothing_down(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["analysis", "--chain", "fluorine", "--json", "--out", str(office / "out")]

    assert main(command) == 0
    [written] = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(Ledger, "unwritable", lambda _: "磁盘已满")
    assert main(command) == 0
    [unwritten] = json.loads(capsys.readouterr().out)

    assert (written["notice"], unwritten["notice"]) == ("", UNRECORDED)


def test_one_company_becomes_a_sheet_of_two_sides_and_the_common_page(office: Path) -> None:
    assert main(["company", "--id", "c004f58b1ba", "--out", str(office / "out")]) == 0

    [pdf] = (office / "out").glob("一企一表_*.pdf")
    assert len(pdf_pages(pdf.read_bytes())) == 3


def test_a_gap_becomes_a_card(office: Path) -> None:
    arguments = ["card", "--chain", "fluorine", "--link", "lithium_salt"]

    assert main([*arguments, "--out", str(office / "out")]) == 0
    assert len(list((office / "out").glob("项目推介卡_*"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trip"], "请写明 --desk"),
        (["trip", "--desk", "火星"], "没有叫“火星”的片区"),
        (["trip", "--desk", "长三角", "--top", "0"], "1 到 200"),
        (["trip", "--company", "nope"], "没有编号为「nope」的企业"),
        (["company", "--id", "../../x"], "没有编号为「../../x」的企业"),
        (["card", "--chain", "fluorine", "--link", "x"], "没有编号为「x」的环节"),
    ],
)
def test_what_cannot_be_made_is_said_in_chinese_and_leaves_no_file(
    office: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main([*arguments, "--out", str(office / "out")]) == 1

    assert said in capsys.readouterr().err
    assert not (office / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "file").write_text("")

    code = main(["company", "--id", "c004f58b1ba", "--out", str(office / "file")])

    assert code == 1
    assert "没有留下半个文件" in capsys.readouterr().err
