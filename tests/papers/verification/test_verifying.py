"""A paper that comes back: as made, altered, of older data, or none of ours."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from briefings.state.composing import read_state
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.links.checks import record_check
from ledger.papers.cards import CardContent, CardPlace, CardTexts, fill_card
from ledger.papers.made import PaperContent, record_papers
from papers.card import card_paper
from papers.renderers.fonts import NoChineseFont, chinese_font
from papers.renderers.writing import Job, PaperFile
from papers.trip.files import card_jobs
from papers.verification.making import file_hash, make_recorded, orders_for, written
from papers.verification.marks import CUSTOM
from papers.verification.reading.any_paper import read_paper
from papers.verification.reading.package import PaperUnreadable
from papers.verification.reading.passages import LOOK
from papers.verification.remaking import PaperOffice
from papers.verification.request import read_mark
from papers.verification.verifying import PaperStanding, Verification, verify_paper
from tests.ledger.builders import TODAY as CHECKED_ON
from tests.ledger.builders import make_check
from tests.papers.verification.made import replaced
from tests.papers.verification.offices import ORDER, TODAY, make_card, open_office

BODY = "word/document.xml"


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Iterator[PaperOffice]:
    with open_office(copytree(prepared, tmp_path / "office")) as opened:
        yield opened


def verify(
    office: PaperOffice, card: PaperFile, content: bytes = b"", *, and_today: bool = False
) -> Verification:
    return verify_paper(office, TODAY, card.name, content or card.content, and_today=and_today)


def change_the_data(office: PaperOffice) -> None:
    """Somebody checks the link, and what the office says on its card is another thing now."""
    check = make_check(link="lithium_salt", checked_on=CHECKED_ON)
    place = CardPlace(chain_id=ORDER.chain, link_id=ORDER.link)
    content = CardContent(chinese=CardTexts(investment="3 亿元"))
    with office.ledger.writing(LOCAL) as session:
        record_check(session, LOCAL, check)
        fill_card(session, LOCAL, place, content, 0)


def altered(card: PaperFile) -> bytes:
    return replaced(card.content, BODY, "含氟锂盐项目", "含氟钠盐项目")


def test_a_paper_is_as_it_was_made(office: PaperOffice) -> None:
    found = verify(office, make_card(office), and_today=True)

    assert (found.standing, found.same_file) == (PaperStanding.AS_MADE, True)
    assert (found.altered, found.outdated) == ((), ())


def test_a_word_that_was_altered_is_named_with_its_place(office: PaperOffice) -> None:
    card = make_card(office)

    found = verify(office, card, altered(card))

    assert found.standing is PaperStanding.ALTERED
    assert [(one.was, one.now) for one in found.altered] == [("锂", "钠")]


def test_altering_the_mark_along_does_not_help(office: PaperOffice) -> None:
    card = make_card(office)
    mark = read_mark(read_paper("docx", card.content).mark)
    assert mark is not None
    forged = replaced(altered(card), CUSTOM, mark.id, "0" * 16)

    found = verify(office, card, forged)

    assert [(one.was, one.now) for one in found.altered] == [("锂", "钠")]
    assert "按内容认出" in found.remarks[0]


def test_a_short_paper_altered_in_every_line_is_known_without_its_mark(
    office: PaperOffice,
) -> None:
    card = make_card(office)
    mark = read_mark(read_paper("docx", card.content).mark)
    assert mark is not None
    body = body_of(card.content)
    lines = re.sub(r"(<w:p>(?:(?!</w:p>).)*?<w:t[^>]*>)[^<]", r"\1丁", body)
    forged = replaced(replaced(card.content, BODY, body, lines), CUSTOM, mark.id, "0" * 16)

    found = verify(office, card, forged)

    assert found.standing is PaperStanding.ALTERED
    assert found.record is not None
    assert len(found.altered) >= lines.count(">丁") - 2 > 5


def body_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(BODY).decode()


def test_a_record_from_before_looks_were_noted_alters_no_paper(office: PaperOffice) -> None:
    """Links, pictures, sizes of pages: an older record has none, and a paper of then has them."""
    card = make_card(office, ending="pdf", recorded=False)
    read = read_paper("pdf", card.content)
    mark = read_mark(read.mark)
    assert mark is not None
    assert any(one.column == LOOK for one in read.passages)
    said = [written(one) for one in read.passages if one.column != LOOK]
    request = mark.request
    before = PaperContent(
        mark.id,
        request.kind.value,
        request.options,
        request.version,
        request.day,
        {"pdf": file_hash(card.content)},
        {"pdf": said},
    )
    with office.ledger.writing(LOCAL) as session:
        record_papers(session, LOCAL, [before])

    found = verify(office, card, card.content + b"\n")

    assert (found.standing, found.same_file) == (PaperStanding.AS_MADE, False)
    assert found.altered == ()


def test_a_forged_version_is_not_believed(office: PaperOffice) -> None:
    card = make_card(office)

    found = verify(office, card, replaced(card.content, CUSTOM, '"2026-11-30"', '"2025-11-30"'))

    assert found.altered == ()
    assert "以台账为准" in found.remarks[0]


def test_a_paper_of_older_data_is_told_apart_from_an_altered_one(office: PaperOffice) -> None:
    card = make_card(office)
    change_the_data(office)

    found = verify(office, card, and_today=True)

    assert (found.standing, found.altered) == (PaperStanding.OUTDATED, ())
    assert found.outdated
    assert verify(office, card, altered(card)).standing is PaperStanding.ALTERED


def test_without_a_record_the_paper_is_made_again_on_the_same_data(office: PaperOffice) -> None:
    card = make_card(office, recorded=False)

    whole, changed = verify(office, card), verify(office, card, altered(card))

    assert (whole.standing, whole.record) == (PaperStanding.AS_MADE, None)
    assert [(one.was, one.now) for one in changed.altered] == [("锂", "钠")]


def test_without_a_record_and_on_other_data_nothing_is_said(office: PaperOffice) -> None:
    card = make_card(office, recorded=False)
    change_the_data(office)

    found = verify(office, card)

    assert found.standing is PaperStanding.UNKNOWN
    assert "无从核对" in found.remarks[0]


def test_a_paper_that_is_none_of_ours_is_unknown(office: PaperOffice) -> None:
    found = verify_paper(office, TODAY, "别的.html", "<p>别人的话</p>".encode())

    assert found.standing is PaperStanding.UNKNOWN


def test_a_kind_of_file_that_no_paper_has_is_refused(office: PaperOffice) -> None:
    with pytest.raises(PaperUnreadable, match="只能核对"):
        verify_paper(office, TODAY, "甲.exe", b"")


def test_a_paper_is_made_though_the_ledger_takes_nothing_in(
    office: PaperOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(office.ledger), "unwritable", lambda _: "磁盘已满")

    card = make_card(office)

    found = verify(office, card)
    assert (found.standing, found.record) == (PaperStanding.AS_MADE, None)


def test_without_a_chinese_font_the_kinds_that_need_none_are_made_and_the_rest_is_said(
    office: PaperOffice,
) -> None:
    def no_font() -> bytes:
        chinese_font(())
        raise AssertionError

    state = read_state(office.ledger, office.environment, TODAY)
    word, pdf = card_jobs(card_paper(state, ORDER.chain, ORDER.link))
    made_of = (state.version, TODAY)
    lacking = Job(pdf.name, no_font)

    made = make_recorded(office.ledger, LOCAL, orders_for(ORDER, made_of, [lacking, word]))

    assert [file.name for file in made.files] == [word.name]
    assert "没有可用的中文字体" in made.notice
    assert verify(office, made.files[0]).standing is PaperStanding.AS_MADE
    with pytest.raises(NoChineseFont):
        make_recorded(office.ledger, LOCAL, orders_for(ORDER, made_of, [lacking]))


def test_a_backup_holds_what_papers_said(office: PaperOffice, tmp_path: Path) -> None:
    from ledger.book.backup import backup, restore

    card = make_card(office)
    backup(office.ledger, tmp_path / "backup.sqlite")
    empty = open_ledger({"SANMING_DATA": str(tmp_path / "restored")})
    restore(tmp_path / "backup.sqlite", empty)

    found = verify(PaperOffice(empty, office.environment, LOCAL), card, altered(card))

    empty.close()
    assert found.record is not None
    assert len(found.altered) == 1
