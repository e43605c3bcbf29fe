"""The papers as an office suite opens them: pages, headings, nothing cut, nothing empty."""

import re
from datetime import date

import pytest

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.trip.book import TripBook, TripRequest, write_book
from briefings.trip.companies import best_of_desk
from briefings.trip.route import TripRule
from ledger.companies.reading import companies_of
from papers.card import card_paper
from papers.renderers.writing import make_files, write_files
from papers.trip.files import book_jobs, card_jobs, paper_jobs
from tests.office_suite import to_pdf
from tests.papers.papers import ink_of_pages, make_paper, make_part, pdf_pages, squeezed

pytestmark = pytest.mark.office
Printed = tuple[TripBook, dict[str, bytes]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Ten shipped companies, a card and a paper of every block, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("suite")
    environment = {"SANMING_DATA": str(folder / "office")}
    with office(environment) as (ledger, state):
        targets, _ = targets_in_step(ledger, state, environment)
        with ledger.reading() as session, companies_of(session, environment) as companies:
            known = best_of_desk(session, companies, targets, "长三角", 10)
        request = TripRequest("长三角", "王编制", TripRule(date(2026, 12, 1)))
        book = write_book(state, known, request)
        card = card_paper(state, "fluorine", "fluoropolymer")
    files = [f for f in make_files(book_jobs(book)) if f.name.endswith((".docx", ".xlsx"))]
    files += make_files(card_jobs(card))[:1]
    kinds = make_paper(make_part("甲公司", *(f"第{at}点" for at in range(60)), one_page=False))
    files += make_files(paper_jobs(kinds, "各种", ("docx",)))
    written = write_files(folder / "out", files)
    texts, tables = [p for p in written if p.suffix == ".docx"], [written[1]]
    pdfs = [*to_pdf(texts, folder / "word"), *to_pdf(tables, folder / "sheet")]
    names = ("book", "card", "kinds", "sheets")
    made = {name: pdf.read_bytes() for name, pdf in zip(names, pdfs, strict=True)}
    [typeset] = make_files([job for job in book_jobs(book) if job.name.endswith(".pdf")])
    return book, {**made, "typeset": typeset.content}


FRONT = ("为什么见", "一、已经知道的", "二、对上我市哪几个环节", "三、还没查清的", "四、专门问")
BACK = (
    "五、这一家不可承诺",
    "六、对方想要什么",
    "七、谈话记录",
    "九、下一步",
    "来源",
    "[1]",
    "记录人",
)


def test_ten_companies_have_both_sides_of_a_sheet_each_with_all_its_sections(
    printed: Printed,
) -> None:
    book, made = printed
    pages = [squeezed(page) for page in pdf_pages(made["book"])]

    for profile in book.profiles:
        [at] = [
            at
            for at, page in enumerate(pages)
            if squeezed(profile.name) in page[:200] and FRONT[0] in page
        ]
        front, back = pages[at : at + 2]
        assert [word for word in FRONT if word not in front] == []
        assert [word for word in BACK if word not in back] == []


def test_word_and_pdf_agree_page_for_page(printed: Printed) -> None:
    book, made = printed
    begins = [_titles(book, made[name]) for name in ("book", "typeset")]

    assert begins[0] == begins[1]


def test_the_contents_name_the_page_on_which_each_part_begins(printed: Printed) -> None:
    book, made = printed
    pages = pdf_pages(made["book"])
    contents = "\n".join(map(squeezed, pages[1].splitlines()))

    begins = _titles(book, made["book"])
    wrong = [p.name for p in book.profiles if not re.search(_line(p.name, begins), contents)]
    assert wrong == []


def _line(name: str, begins: list[str]) -> str:
    return rf"{re.escape(squeezed(name))}\.*{begins.index(squeezed(name)) + 1}(?!\d)"


def _titles(book: TripBook, pdf: bytes) -> list[str]:
    """Return for each page which company begins on it, "" for none."""
    names = [squeezed(profile.name) for profile in book.profiles]
    pages = [squeezed(page)[:200] for page in pdf_pages(pdf)]
    return [next((n for n in names if n in p and FRONT[0] in p), "") for p in pages]


def test_every_page_carries_the_data_version_and_its_number(printed: Printed) -> None:
    book, made = printed
    pages = pdf_pages(made["book"])

    for at, page in enumerate(pages, start=1):
        assert squeezed(book.version) in squeezed(page)
        assert f"第{at}页共{len(pages)}页" in squeezed(page)


def test_no_page_is_blank_and_no_heading_stands_alone_at_the_end(printed: Printed) -> None:
    _, made = printed

    for content in made.values():
        assert min(ink_of_pages(content)) > 0.003
    for page in pdf_pages(made["book"]):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert not re.match(r"[一二三四五六七八九]、|来源$|可以谈的地块", lines[-2])


def test_the_rows_of_a_long_table_are_headed_on_each_page(printed: Printed) -> None:
    _, made = printed
    headed = [p for p in pdf_pages(made["kinds"]) if re.search(r"名称\s*面积", p)]

    assert len(headed) >= 2


def test_the_workbook_prints_every_company_and_its_number_of_rows(printed: Printed) -> None:
    book, made = printed
    text = squeezed("".join(pdf_pages(made["sheets"])))

    assert "共10行已全部导出" in text
    assert [p.name for p in book.profiles if squeezed(p.name) not in text] == []
    assert squeezed(book.version) in text


def test_a_card_is_one_page(printed: Printed) -> None:
    assert len(pdf_pages(printed[1]["card"])) == 1
