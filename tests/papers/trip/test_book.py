"""出访手册: the same in four formats, one page a company, every figure noted, no telephone."""

import re
from dataclasses import replace
from datetime import date

import pytest

from briefings.company.briefing import company_profile
from briefings.company.common import common_page
from briefings.trip.book import EarlierVisit, TripRequest, paper_profile, write_book
from briefings.trip.route import TripRule
from files.personal.phones import without_phones
from files.typography import curly
from papers.renderers.blocks import Facts, Form, Notes, Paper, Paragraph, Picture, Run, Style, Table
from papers.renderers.typeset import to_pdf
from papers.renderers.word import to_word
from papers.renderers.writing import make_files
from papers.trip.company_page import own_questions
from papers.trip.files import book_jobs, company_jobs
from papers.trip.itinerary import itinerary, workdays_text
from papers.trip.paper import company_paper, trip_paper
from papers.trip.sheets import trip_sheets
from targets.model import Signal
from targets.scoring.score import Findings
from tests.builders import make_chain
from tests.ledger.builders import make_plot
from tests.papers.companies import make_known, make_state
from tests.papers.papers import (
    HOSTILE,
    Page,
    formula_cells,
    ink_of_pages,
    letter_sizes,
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
    stem = f"出访手册_长三角_2026-11-25_{VERSION.partition('·')[2]}"
    assert names == [f"{stem}.{ending}" for ending in ("docx", "pdf", "xlsx", "html")]


def test_every_company_has_both_sides_of_a_sheet_of_its_own_in_the_pdf() -> None:
    pages = pdf_pages(make_files(book_jobs(make_book(*TEN)))[1].content)

    fronts = [at for at, page in enumerate(pages) if "专门问这一家" in page]
    assert len(fronts) == 10
    assert all("背面" in pages[at + 1] and "来源" in pages[at + 1] for at in fronts)
    assert [at + 2 for at in fronts[:-1]] == fronts[1:]
    assert all(squeezed(VERSION) in squeezed(page) for page in pages)


def test_no_page_of_the_book_is_blank() -> None:
    assert min(ink_of_pages(make_files(book_jobs(make_book(*TEN)))[1].content)) > 0.004


def test_names_and_gap_are_the_same_in_all_formats() -> None:
    book = make_book(*TEN)
    texts = texts_of(*TEN)

    for text in texts.values():
        flat = squeezed(text)
        assert [p.name for p in book.profiles if squeezed(p.name) not in flat] == []
        assert squeezed(book.profiles[0].links[0].sentence)[:20] in flat
        assert "地块甲" in flat
    score = book.profiles[0].score
    assert sheets_of(make_files(book_jobs(book))[2].content)["企业"][2][7:9] == [
        round(score[0], 1),
        round(score[1], 1),
    ]


def runs_of(paper: Paper) -> list[tuple[str, Run, int]]:
    """Return every run that stands as a value, with the word of its row and its part's notes."""
    found = []
    for part, other in zip(paper.parts, (*paper.parts[1:], paper.parts[0]), strict=True):
        sheet = (*part.blocks, *(other.blocks if other.continues else ()))
        notes = sum(len(block.items) for block in sheet if isinstance(block, Notes))
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
    sourced = {"做什么", "榜单", "登记信息", "近期动向", "面积、价格"}
    paper = trip_paper(make_book(*TEN, known_well(99, "产能 5 万吨")))
    pages = replace(paper, parts=tuple(part for part in paper.parts if part.one_page))

    found = runs_of(pages)

    with_figures = [(w, run) for w, run, _ in found if w in sourced and re.search(r"\d", run.text)]
    assert len(with_figures) > 2
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

    assert "无址公司（某地）没有位置，未排入" in texts["docx"]
    assert "不因缺位置丢掉这一家" in texts["docx"]
    assert "无址公司" in texts["xlsx"]


def test_what_nobody_looked_up_is_gathered_in_one_line_and_no_cell_is_left_empty() -> None:
    book = make_book(company(1, products="", assignments=()))

    page = next(part for part in trip_paper(book).parts if part.title == "第1公司")
    [gathered] = [
        block
        for block in page.blocks
        if isinstance(block, Paragraph) and block.style is Style.SHADED
    ]
    said = "".join(run.text for run in gathered.runs)
    assert all(word in said for word in ("产品", "登记信息", "和我市的关系", "近期动向"))
    assert said.endswith("“未查”不等于“没有”。")
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
    assert ("13812345678" in without, "不含联系电话" in without) == (False, True)


def test_the_itinerary_has_half_days_the_way_home_a_sketch_and_a_team_to_fill_in() -> None:
    book = make_book(company(1), company(2, city="苏州"))

    page = itinerary(book)

    [rows] = [block.rows for block in page.blocks if isinstance(block, Table)]
    said = ["".join(run.text for run in row[2]) for row in rows]
    assert [("".join(r.text for r in row[1])) for row in rows][-1] in {"上午", "下午"}
    assert said[0].startswith("三元区 → ")
    assert said[-1].endswith("小时")
    assert "→ 三元区" in said[-1]
    assert any(isinstance(block, Picture) for block in page.blocks)
    [team] = [block for block in page.blocks if isinstance(block, Form)]
    assert team.headings[1:] == ("姓名", "单位、职务", "分工", "车次或车辆", "住宿")


def test_the_itinerary_says_by_which_calendar_its_days_are_working_days() -> None:
    later = TripRequest("长三角", "王", TripRule(date(2031, 10, 8)))

    assert "国务院办公厅的放假安排" in workdays_text(make_book(company(1)))
    assert "2031 年的放假调休没有登记" in workdays_text(write_book(gap_state(), TEN[:1], later))


def test_a_contact_of_a_company_stands_in_the_itinerary_only_where_it_was_asked_for() -> None:
    known = company(1)
    asked = TripRequest("长三角", "王", company_contacts={known.company.id: "李四 13812345678"})

    told = word_text(to_word(trip_paper(write_book(gap_state(), [known], asked))))

    assert ("13812345678" in told, "不得外传" in told) == (True, True)
    assert "待企业确认" in word_text(to_word(trip_paper(make_book(known))))


def test_progress_names_each_company_before_its_page_is_written() -> None:
    told: list[tuple[int, int, str]] = []

    write_book(gap_state(), TEN[:2], TripRequest("长三角", "王"), lambda *step: told.append(step))

    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2)]
    assert {name for _, _, name in told} == {"第0公司", "第1公司"}


def test_one_company_alone_is_one_sheet_and_the_common_page_in_three_formats() -> None:
    state = gap_state()
    files = make_files(company_jobs(paper_profile(state, TEN[0]), common_page(state)))

    assert [file.name.rpartition(".")[2] for file in files] == ["docx", "pdf", "html"]
    assert len(pdf_pages(files[1].content)) == 3


def test_nothing_that_must_not_be_promised_is_left_out_for_room() -> None:
    plots = tuple(make_plot(f"YX-{at}", name=f"地块{at}", area_mu=120) for at in range(3))
    chain = make_chain("ore>acid:3", "acid>salt:3", acid="missing")
    state = make_state(chain, plots=plots, version="warned")
    profile = company_profile(state, TEN[0])

    text = word_text(to_word(company_paper(paper_profile(state, TEN[0]), common_page(state))))

    assert len(profile.must_not_promise) > 5
    told = [curly(re.sub(r"(\[\d+\])+$", "", said)) for said in profile.must_not_promise]
    assert [said for said in told if said not in text] == []
    assert "条未列" not in text


@pytest.mark.parametrize("letters", [10, 300, 2000])
def test_however_much_is_known_a_company_stands_on_one_sheet(letters: int) -> None:
    state = gap_state()
    profile = paper_profile(state, known_well(1, "长" * letters))

    assert len(pdf_pages(to_pdf(company_paper(profile, common_page(state))))) == 3


def test_a_company_that_announced_a_plant_is_asked_most() -> None:
    state = gap_state()
    plant = Signal(kind="plant", happened_on=date(2026, 9, 1), says="公告建厂", source="公告")
    lead = make_known(TEN[0].company, findings=Findings((plant,)))

    asked = [q.text for q in own_questions(paper_profile(state, lead))]

    usual = [q.text for q in own_questions(paper_profile(state, TEN[0]))]
    assert len(asked) > len(usual)
    for word in ("产能多大", "用地多少亩", "用电", "什么时候开工", "由谁决定"):
        assert any(word in text for text in asked)


def test_no_letter_of_a_book_is_smaller_than_nine_points() -> None:
    content = make_files(book_jobs(make_book(*TEN[:3], known_well(99, "产能 5 万吨"))))[1].content

    assert min(letter_sizes(content)) >= 8.99


def test_a_visit_stands_on_the_page_of_one_company_alone() -> None:
    visit = EarlierVisit(date(2026, 10, 1), "第二小分队", "愿意来看")

    state = gap_state()
    paper = company_paper(paper_profile(state, TEN[0]), common_page(state), (visit,))

    assert "2026-10-01 第二小分队：愿意来看" in word_text(to_word(paper))


def test_what_every_company_is_asked_stands_once_and_not_on_its_own_sheet() -> None:
    profile = paper_profile(gap_state(), TEN[0])

    own = own_questions(profile)

    assert own
    assert [q.text for q in own if q.common or q.whom != "企业"] == []
    assert any(q.common for q in profile.questions)
