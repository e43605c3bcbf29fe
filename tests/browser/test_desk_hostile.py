"""Companies whose every text is an attack: literal on desk, company page, map and graph."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy.orm import Session

from briefings.state.composing import read_state
from briefings.targets.state import measure_of, target_state
from components.frame.plain_text import JOINER
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.companies.store import keep_in_step
from ledger.companies.writing import write_companies
from ledger.findings.relations import read_relation, record_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import read_signal, record_signal
from targets.model import Company
from targets.scoring.settings import load_score_settings
from tests.browser.chain_screen import LONG_MS, open_board
from tests.browser.desk_screen import listed, open_desk
from tests.office_folder import ATTACKS
from tests.running_app import running_app

pytestmark = pytest.mark.browser
CHAIN, LINK = "steel_metal", "refractory"


def hostile_company(place: int, name: str) -> Company:
    return Company.model_validate(
        {
            "id": f"h{place}",
            "name": name,
            "province": "上海",
            "city": name[:20],
            "products": name,
            "industry": name,
            "note": name,
            "basis": "source",
            "source_title": name,
            "source_url": "javascript:alert(1)",
            "listings": [{"name": name, "edition": name}],
            "assignments": [
                {
                    "chain": CHAIN,
                    "link": LINK,
                    "state": "confirmed",
                    "basis": "office",
                    "reason": name,
                }
            ],
        }
    )


def note_hostile(session: Session, company: CompanyRef, name: str) -> None:
    tie = {"kind": "customer", "resident": name, "says": name, "source": name}
    event = {"kind": "plant", "happened_on": date(2026, 11, 1), "says": name, "source": name}
    record_relation(session, LOCAL, company, read_relation(tie))
    record_signal(session, LOCAL, company, read_signal(event))


@pytest.fixture(scope="module")
def hostile_server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose companies of one gap are attacks only in name."""
    folder = copytree(prepared, tmp_path_factory.mktemp("companies"), dirs_exist_ok=True)
    environment = {"SANMING_DATA": str(folder)}
    ledger = open_ledger(environment)
    state = read_state(ledger, environment, date(2026, 11, 25))
    base = target_state(state, load_score_settings())
    with ledger.reading() as session:
        measure = measure_of(session, base)
    keep_in_step(ledger, measure, base.shipped)
    with ledger.writing(LOCAL) as session:
        companies = [hostile_company(place, name) for place, name in enumerate(ATTACKS)]
        write_companies(session, companies, "test", measure)
        for place, name in enumerate(ATTACKS):
            note_hostile(session, CompanyRef(f"h{place}", "长三角"), name)
    ledger.close()
    with running_app(folder) as address:
        yield address


@pytest.fixture(autouse=True)
def _no_dialog(page: Page, page_problems: list[str]) -> None:
    """An attack that runs opens a dialog; it then is a problem of the page."""

    def note(dialog: Dialog) -> None:
        page_problems.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)


def test_the_list_of_a_desk_shows_hostile_names_as_written(page: Page, hostile_server: str) -> None:
    open_desk(page, hostile_server, area="长三角", chain=CHAIN, link=LINK)

    assert set(ATTACKS) <= set(listed(page))
    assert page.locator('.targets a[href^="javascript"]').count() == 0


@pytest.mark.parametrize("place", [0, 3, 7])
def test_the_page_of_a_company_shows_its_name_as_written(
    page: Page, hostile_server: str, place: int
) -> None:
    page.goto(f"{hostile_server}/company?id=h{place}")

    heading = page.get_by_role("heading", name=ATTACKS[place], exact=True)
    expect(heading).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".company section").first).to_be_visible(timeout=LONG_MS)


def test_the_ties_name_hostile_residents_and_companies_as_written(
    page: Page, hostile_server: str
) -> None:
    page.goto(f"{hostile_server}/ties")
    ways = page.locator('.company a[href*="/company?id=h"]')
    expect(ways.first).to_be_visible(timeout=LONG_MS)

    titles = page.locator(".company h4").all_text_contents()
    assert set(ways.all_text_contents()) == set(ATTACKS)
    assert all(name in titles for name in ATTACKS)


def test_the_basket_and_the_trip_show_hostile_names_as_written(
    page: Page, hostile_server: str
) -> None:
    open_desk(page, hostile_server, area="长三角", chain=CHAIN, link=LINK, tie="1")
    names = listed(page)
    for box in page.locator(".targets .company .pick input").all():
        box.check()
    expect(page.get_by_text(f"已选 {len(names)} 家")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="加入出访清单").click(timeout=LONG_MS)
    expect(page.locator(".targets .held").first).to_be_visible(timeout=LONG_MS)

    page.get_by_role("link", name="用清单准备出访").click()

    for name in ATTACKS[:5]:
        expect(page.get_by_text(name).first).to_be_visible(timeout=LONG_MS)
    assert set(ATTACKS) <= set(names)


def test_graph_and_map_name_hostile_companies_as_written(page: Page, hostile_server: str) -> None:
    open_board(page, hostile_server, CHAIN, link=LINK)
    page.get_by_role("tab", name="谁能补").click()
    expect(page.locator('.sheet a[href*="/company?id=h"]').first).to_be_visible(timeout=LONG_MS)
    in_panel = page.locator('.sheet a[href*="/company?id=h"]').all_text_contents()

    page.goto(f"{hostile_server}/map?chain={CHAIN}&link={LINK}")
    beside = page.locator('a[href*="/company?id=h"]')
    expect(beside.first).to_be_visible(timeout=LONG_MS)

    assert in_panel
    assert set(in_panel) <= set(ATTACKS)
    assert set(beside.all_text_contents()) <= set(ATTACKS)


def test_a_trip_and_the_look_at_its_book_show_hostile_names_as_written(
    page: Page, hostile_server: str
) -> None:
    ids = ",".join(f"h{place}" for place in range(len(ATTACKS)))
    page.goto(f"{hostile_server}/trip?companies={ids}")
    names = page.locator("li[data-id] a")
    names.nth(len(ATTACKS) - 1).wait_for()

    assert set(names.all_inner_texts()) == set(ATTACKS)

    page.get_by_role("button", name="生成出访手册").click()
    page.get_by_text("预览（与手机网页内容相同）").click()
    which = page.locator(".st-key-trip_preview input")
    which.fill("企业一览")
    which.press("Enter")
    table = page.locator(".st-key-trip_previewed_page table")
    expect(table).to_contain_text("先谈哪个环节", timeout=LONG_MS)
    shown = "".join(table.inner_text().replace(JOINER, "").split())
    assert [name for name in ATTACKS if "".join(name.split()) not in shown] == []
