"""Three main paths with the keyboard alone, and without a script: to where a figure comes from, to a child's owner, a return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from headway.periods import day_words
from tests.functional.web.reading import flat, follow, said, tab_to
from tests.functional.web.server import Served
from tests.web.loaded import loaded_county

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]
DUE = date.today() + timedelta(days=4)


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A return that is loaded already."""
    return max(loaded_county(tmp_path_factory).folder.parent.glob("annex_a_*.xlsx"))


@pytest.fixture
def keyboard(web: Served, browser: Browser) -> Iterator[Page]:
    """A page at the door; the pointer is never used."""
    with web.open(browser, "") as page:
        page.goto(f"{web.address}/sign-in/")
        yield page


def enter(page: Page, selector: str, **how: int) -> None:
    """The link or button that Tab comes to, pressed."""
    tab_to(page, selector, **how)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page, web: Served, role: str) -> None:
    tab_to(page, ".govuk-skip-link", most=1)
    page.keyboard.press("Enter")
    tab_to(page, "#id_login", most=1)
    page.keyboard.type(f"{role}@demo.example")
    tab_to(page, "#id_password", most=2)
    page.keyboard.type(web.passwords[role])
    enter(page, "main button", most=2)


def newest_figure(web: Served) -> tuple[str, str, str]:
    """Of the first row of the home page: the measure's address, its question, and its figure's id."""
    row = next(each for each in web.picture.first_page.truth.asked if each.link)
    view = web.picture.measure(row.link.removeprefix("m-")).view
    return row.link.removeprefix("m-"), flat(view.question), view.number.figure


def test_the_keyboard_signs_in_and_goes_to_where_a_figure_comes_from(web: Served, keyboard: Page) -> None:
    own, question, figure = newest_figure(web)
    sign_in(keyboard, web, "director")
    enter(keyboard, f".hw-table--truth a[href='/measures/{own}/']")
    assert said(keyboard, "h1") == question
    enter(keyboard, f"a[href='/measures/{own}/passport/']")
    assert figure in said(keyboard)


def test_the_keyboard_gives_a_child_an_owner(web: Served, keyboard: Page) -> None:
    sign_in(keyboard, web, "locality-director")
    enter(keyboard, "nav a[href='/children/']")
    enter(keyboard, "a[href^='/children/child/owner/']")
    tab_to(keyboard, "#id_owner")
    keyboard.keyboard.type("Robin Keys")
    tab_to(keyboard, "#id_due_on", most=1)
    keyboard.keyboard.type(DUE.isoformat())
    enter(keyboard, "main button", most=2)
    assert "Robin Keys" in said(keyboard) and day_words(DUE) in said(keyboard)


def test_the_keyboard_brings_a_return(web: Served, keyboard: Page, book: Path) -> None:
    sign_in(keyboard, web, "analyst")
    enter(keyboard, "nav a[href='/data/']")
    enter(keyboard, "a[href='/data/upload/']")
    tab_to(keyboard, "#id_given")
    # The space bar, as for every button; Enter on a file field is the browser's own affair.
    with keyboard.expect_file_chooser() as chosen:
        keyboard.keyboard.press("Space")
    chosen.value.set_files(book)
    enter(keyboard, "main button", most=3)
    keyboard.wait_for_selector("text=loaded already", timeout=180_000)
    enter(keyboard, "main button[value=leave]")
    assert f"{book.name} was left" in said(keyboard, "h1")


def test_without_a_script_a_figure_opens_to_where_it_comes_from(web: Served, browser: Browser) -> None:
    own, question, figure = newest_figure(web)
    with web.open(browser, "director", javascript=False, anew=True) as page:
        follow(page, f".hw-table--truth a[href='/measures/{own}/'] >> nth=0")
        assert page.inner_text("h1") and said(page, "h1") == question
        follow(page, "text=Passport of this figure")
        assert figure in said(page)


def test_without_a_script_a_child_is_given_an_owner(web: Served, browser: Browser) -> None:
    with web.open(browser, "locality-director", javascript=False) as page:
        follow(page, "nav >> text=Children")
        follow(page, "a[href^='/children/child/owner/'] >> nth=0")
        page.fill("#id_owner", "Sasha Plain")
        page.fill("#id_due_on", DUE.isoformat())
        follow(page, "main button")
        assert "Sasha Plain" in said(page) and day_words(DUE) in said(page)


def test_without_a_script_a_return_is_brought(web: Served, browser: Browser, book: Path) -> None:
    with web.open(browser, "analyst", javascript=False) as page:
        follow(page, "nav >> text=Data")
        follow(page, "text=Load a return")
        page.set_input_files("#id_given", book)
        follow(page, "main button")
        for _ in range(180):
            if "loaded already" in said(page):
                break
            page.wait_for_timeout(1000)
            page.goto(page.url)
        follow(page, "text=Leave it")
        assert f"{book.name} was left" in said(page, "h1")


def test_a_focus_that_is_not_seen_would_be_noticed(web: Served, browser: Browser) -> None:
    with web.open(browser, "director") as page:
        page.evaluate("""() => { const only = new CSSStyleSheet();
            only.replaceSync('a:focus, a:focus span { outline: none !important; box-shadow: none !important; background: none !important; }');
            document.adoptedStyleSheets = [only]; }""")
        with pytest.raises(AssertionError, match="the focus is not seen"):
            tab_to(page, "#never", most=20)
