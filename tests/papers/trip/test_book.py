"""出访手册: the same in four formats, one page a company, every figure noted, no telephone."""

import re
from dataclasses import replace
from datetime import date

import pytest

from briefings.company.briefing import company_profile
from briefings.texts import without_phones
from briefings.trip.book import EarlierVisit, TripRequest, write_book
from chains.gaps.wording import points
from papers.renderers.blocks import Bullets, Facts, Notes, Paper, Run, Table
from papers.renderers.typeset import to_pdf
from papers.renderers.word import to_word
from papers.renderers.writing import make_files
from papers.trip.files import book_jobs, company_jobs
from papers.trip.paper import company_paper, trip_paper
from papers.trip.sheets import trip_sheets
from tests.builders import make_chain
from tests.ledger.builders import make_plot
from tests.papers.companies import make_state
from tests.papers.papers import (
    HOSTILE,
    Page,
    formula_cells,
    ink_of_pages,
    pdf_pages,
    sheets_of,
    squeezed,
    word_text,
)
from tests.papers.trip.books import company, gap_state, known_well, make_book

VERSION = gap_state().version
TEN = [company(at, city=("上海", "苏州", "合肥")[at % 3]) for at in range(10)]


def texts_of(*companies: object, **options: object) -> dict[str, str]:
    """Return all text of the four files of a book, by their ending."""
    book = make_book(*companies, **options)  # type: ignore[arg-type]
    files = {file.name.rpartition(".")[2]: file.content for file in make_files(book_jobs(book))}
    sheets = sheets_of(files["xlsx"])
    cells = "\n".join(str(cell) for rows in sheets.values() for row in rows for cell in row)
    return {
        "docx": word_text(files["docx"]),
        "pdf": "".join(pdf_pages(files["pdf"])),
        "html": Page(files["html"]).text,
        "xlsx": cells,
    }


def test_ten_companies_give_four_files_named_for_desk_day_and_data() -> None:
    files = make_files(book_jobs(make_book(*TEN)))

    names = [file.name for file in files]
    stem = f"出访手册_长三角_2026-11-25_{VERSION}"
    assert names == [f"{stem}.{ending}" for ending in ("docx", "pdf", "xlsx", "html")]


def test_every_company_has_a_page_of_its_own_in_the_pdf() -> None:
    pages = pdf_pages(make_files(book_jobs(make_book(*TEN)))[1].content)

    of_company = [page for page in pages if "补哪个缺口" in page and "不可承诺" in page]
    assert len(of_company) == 10
    assert all("来源" in page for page in of_company)
    assert all(squeezed(VERSION) in squeezed(page) for page in pages)


def test_no_page_of_the_book_is_blank() -> None:
    assert min(ink_of_pages(make_files(book_jobs(make_book(*TEN)))[1].content)) > 0.004


def test_names_score_and_gap_are_the_same_in_all_formats() -> None:
    book = make_book(*TEN)
    texts = texts_of(*TEN)

    for text in texts.values():
        flat = squeezed(text)
        assert [p.name for p in book.profiles if squeezed(p.name) not in flat] == []
        assert squeezed(book.profiles[0].links[0].sentence)[:20] in flat
        assert "地块甲" in flat
    score = book.profiles[0].score
    assert all(points(score) in texts[ending] for ending in ("docx", "pdf", "html"))
    assert sheets_of(make_files(book_jobs(book))[2].content)["企业"][2][7:9] == [
        round(score[0], 1),
        round(score[1], 1),
    ]


def runs_of(paper: Paper) -> list[tuple[str, Run, int]]:
    """Return every run that stands as a value, with the word of its row and its part's notes."""
    found = []
    for part in paper.parts:
        notes = sum(len(block.items) for block in part.blocks if isinstance(block, Notes))
        for block in part.blocks:
            if isinstance(block, Facts):
                found += [(word, run, notes) for word, runs in block.pairs for run in runs]
            if isinstance(block, Table):
                found += [
                    (word, run, notes)
                    for row in block.rows
                    for word, runs in zip(block.headings, row, strict=True)
                    for run in runs
                ]
    return found


def test_every_figure_about_a_company_or_plot_carries_a_note_that_is_there() -> None:
    sourced = {"做什么", "榜单", "登记信息", "评分", "优先度", "面积、价格"}
    paper = trip_paper(make_book(*TEN, known_well(99, "产能 5 万吨")))
    pages = replace(paper, parts=tuple(part for part in paper.parts if part.one_page))

    found = runs_of(pages)

    with_figures = [(w, run) for w, run, _ in found if w in sourced and re.search(r"\d", run.text)]
    assert len(with_figures) > 20
    assert [(word, run.text) for word, run in with_figures if not run.cites] == []
    assert [run for _, run, notes in found if run.cites and max(run.cites) > notes] == []


def test_hostile_names_stand_literally_in_all_formats() -> None:
    companies = [known_well(at, name) for at, name in enumerate(HOSTILE)]
    texts = texts_of(*companies, state=gap_state(plot_name="".join(HOSTILE[:3])))

    for text in texts.values():
        flat = squeezed(text)
        assert [name for name in HOSTILE if squeezed(name)[:60] not in flat] == []
        assert "1337" not in flat


def test_the_workbook_holds_no_formula_and_the_page_runs_nothing() -> None:
    files = make_files(book_jobs(make_book(*(known_well(at, n) for at, n in enumerate(HOSTILE)))))
    page = Page(files[3].content)

    assert formula_cells(files[2].content) == 0
    assert (page.fetching, page.handlers) == ([], [])
    assert "script" not in page.tags


PHONES = ("13812345678", "+86 138 1234 5678", "138-1234-5678", "0598-8222333", "(0598)8222333")


def test_no_telephone_reaches_a_paper_whatever_field_it_hides_in() -> None:
    companies = [known_well(at, f"联系张经理 {phone} 谢谢") for at, phone in enumerate(PHONES)]

    for text in texts_of(*companies).values():
        bare = re.sub(r"[^\w*]", "", text)
        assert [p for p in PHONES if re.sub(r"\D", "", p)[-8:] in bare] == []
        assert bare.count("****") >= len(PHONES)


@pytest.mark.parametrize(
    "text",
    ["91350400MA13812345678X", "http://a.cn/13812345678.html", "2026-11-25", "000138123456789"],
)
def test_what_only_looks_like_a_telephone_is_left_alone(text: str) -> None:
    assert without_phones(text) == text


def test_a_company_without_a_known_city_is_in_the_book_and_said_to_be_unplaced() -> None:
    texts = texts_of(company(1), company(2, "无址公司", city="某地"))

    assert "位置未核实，没有排进行程：无址公司（某地）" in texts["docx"]
    assert "无址公司" in texts["xlsx"]


def test_a_company_of_which_nothing_is_known_says_so_and_leaves_no_cell_empty() -> None:
    book = make_book(company(1, products="", assignments=()))

    page = next(part for part in trip_paper(book).parts if part.one_page)
    [facts] = [block for block in page.blocks if isinstance(block, Facts)]
    said = {word: "".join(run.text for run in runs) for word, runs in facts.pairs}
    assert said["谁有关系"] == said["近期动向"] == said["登记信息"] == "未查"
    cells = [str(cell) for sheet in trip_sheets(book) for row in sheet.rows for cell in row]
    assert "" not in cells


def test_an_earlier_visit_stands_on_the_page_of_the_company() -> None:
    known = company(1)
    contacts = {known.company.id: (EarlierVisit(date(2026, 10, 1), "第二小分队", "愿意来看"),)}

    book = write_book(gap_state(), [known], TripRequest("长三角", "王编制", contacts=contacts))

    assert "2026-10-01 第二小分队：愿意来看" in word_text(make_files(book_jobs(book))[0].content)


def test_companies_that_are_no_more_are_named_where_they_were_left_out() -> None:
    asked = TripRequest("长三角", "王编制", left_out=("甲有限公司（状态：注销）",))

    book = write_book(gap_state(), TEN[:1], asked)

    told = word_text(make_files(book_jobs(book))[0].content)
    assert "不再经营，没有列入：甲有限公司（状态：注销）" in told


def test_a_contact_of_a_plot_is_printed_only_where_it_was_asked_for() -> None:
    asked = TripRequest("长三角", "王编制", plot_contacts={"YX-1": "李四 13812345678"})

    with_contact = write_book(gap_state(), TEN[:1], asked)

    told = word_text(make_files(book_jobs(with_contact))[0].content)
    assert ("13812345678" in told, "不得外传" in told) == (True, True)
    without = word_text(make_files(book_jobs(make_book(TEN[0])))[0].content)
    assert ("联系人" in without, "不含联系电话" in without) == (False, True)


def test_progress_names_each_company_before_its_page_is_written() -> None:
    told: list[tuple[int, int, str]] = []

    write_book(gap_state(), TEN[:2], TripRequest("长三角", "王"), lambda *step: told.append(step))

    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2)]
    assert {name for _, _, name in told} == {"第0公司", "第1公司"}


def test_one_company_alone_is_one_page_in_three_formats() -> None:
    files = make_files(company_jobs(company_profile(gap_state(), TEN[0])))

    assert [file.name.rpartition(".")[2] for file in files] == ["docx", "pdf", "html"]
    assert len(pdf_pages(files[1].content)) == 1


def test_nothing_that_must_not_be_promised_is_left_out_for_room() -> None:
    plots = tuple(make_plot(f"YX-{at}", name=f"地块{at}", area_mu=120) for at in range(3))
    chain = make_chain("ore>acid:3", "acid>salt:3", acid="missing")
    profile = company_profile(make_state(chain, plots=plots, version="warned"), TEN[0])

    text = word_text(to_word(company_paper(profile)))

    assert len(profile.must_not_promise) > 5
    told = [re.sub(r"(\[\d+\])+$", "", said) for said in profile.must_not_promise]
    assert [said for said in told if said not in text] == []
    assert "条未列" not in text


@pytest.mark.parametrize("letters", [10, 300, 2000])
def test_however_much_is_known_a_company_stands_on_one_page(letters: int) -> None:
    profile = company_profile(gap_state(), known_well(1, "长" * letters))

    assert len(pdf_pages(to_pdf(company_paper(profile)))) == 1


def test_a_visit_stands_on_the_page_of_one_company_alone() -> None:
    visit = EarlierVisit(date(2026, 10, 1), "第二小分队", "愿意来看")

    paper = company_paper(company_profile(gap_state(), TEN[0]), (visit,))

    assert "2026-10-01 第二小分队：愿意来看" in word_text(to_word(paper))


def test_the_page_asks_the_company_before_it_asks_the_offices_at_home() -> None:
    profile = company_profile(gap_state(), TEN[0])
    [asked] = [
        block
        for block in company_paper(profile).parts[0].blocks
        if isinstance(block, Bullets) and block.numbered
    ]

    whom = [item[0].text for item in asked.items]

    assert len(set(whom)) > 1
    assert whom == sorted(whom, key=lambda text: text != "问企业：")
