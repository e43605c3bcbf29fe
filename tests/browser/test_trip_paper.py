"""The trip book on a phone: one file, no network, nothing runs; and the screen that makes it."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from papers.renderers.writing import make_files
from papers.trip.files import book_jobs
from tests.office_folder import ATTACKS
from tests.papers.trip.books import known_well, make_book


def write_page(folder: Path) -> Path:
    book = make_book(*(known_well(at, name) for at, name in enumerate(ATTACKS)))
    path = folder / "手册.html"
    path.write_bytes(make_files(book_jobs(book))[3].content)
    return path


def test_the_page_asks_for_nothing_runs_nothing_and_fits_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    path = write_page(tmp_path)

    page.goto(path.as_uri())

    width = page.evaluate("document.documentElement.scrollWidth")
    text = page.inner_text("body")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('dd')).fontSize)")
    context.close()
    assert asked == [path.as_uri()]
    assert said == []
    assert width <= 390
    assert size >= 16
    assert [name for name in ATTACKS if " ".join(name.split()) not in " ".join(text.split())] == []


def test_a_note_is_one_tap_away_and_every_company_is_in_the_contents(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(write_page(tmp_path).as_uri())

    page.locator("nav a").nth(3).click()  # after itinerary, list and common page
    page.locator("#part4 sup a").first.click()

    assert "#p4n" in page.url
    assert page.locator("nav a").count() >= len(ATTACKS)
    context.close()


def test_from_a_desk_to_four_files_on_the_screen(page: Page, server: str) -> None:
    page.goto(f"{server}/trip")
    page.get_by_role("button", name="粤港澳前 10 家").click()
    page.get_by_text("10 家企业").wait_for()

    page.get_by_role("button", name="生成出访手册").click()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="PDF（打印）").click()

    assert downloaded.value.suggested_filename.startswith("出访手册_粤港澳_")
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF")


def open_ten(page: Page, server: str) -> list[str]:
    """Open a trip of ten; those of them whose city nobody knows are no stops of the route."""
    page.goto(f"{server}/trip")
    page.get_by_role("button", name="长三角前 10 家").click()
    page.get_by_text("10 家企业").first.wait_for()
    page.locator("li.stop").nth(4).wait_for()
    return order_of(page)


def order_of(page: Page) -> list[str]:
    rows = page.locator("li.stop")
    return [str(row.get_attribute("data-id")) for row in rows.all()]


def test_a_company_is_moved_with_the_arrow_keys_and_keeps_the_focus(
    page: Page, server: str
) -> None:
    before = open_ten(page, server)

    page.locator(".handle").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**order=given**")
    page.get_by_role("button", name="重新排路线").wait_for()

    assert order_of(page) == [before[1], before[2], before[0], *before[3:]]
    focused = "document.activeElement.closest('li')?.dataset.id"
    inside = "document.activeElement.shadowRoot?.activeElement.closest('li').dataset.id"
    assert page.evaluate(f"{focused} ?? {inside}") == before[0]


def test_a_company_is_dragged_to_the_front_and_another_one_taken_out(
    page: Page, server: str
) -> None:
    before = open_ten(page, server)
    start = page.locator(".handle").nth(3).bounding_box()
    end = page.locator("li.stop").first.bounding_box()
    assert start is not None
    assert end is not None

    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 2, steps=8)
    page.mouse.up()
    page.wait_for_url("**order=given**")
    page.get_by_role("button", name="重新排路线").wait_for()
    moved = [before[3], *before[:3], *before[4:]]
    assert order_of(page) == moved

    page.locator("button.out").nth(1).click()
    page.get_by_text("9 家企业").first.wait_for()

    assert order_of(page) == [moved[0], *moved[2:]]
