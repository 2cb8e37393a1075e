"""How a page in the browser is read by the tests: its words, what axe finds, what the keyboard stands on."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from headway.publish.say import plain_text
from headway.publish.views import Words
from tests.functional.browser import axe_source

# How the thing that has the focus is marked: GOV.UK's yellow and black, by outline, shadow or ground.
SEEN_FOCUS = """() => {
  const at = document.activeElement, now = getComputedStyle(at);
  const marks = () => [now.outlineStyle + now.outlineWidth + now.outlineColor, now.boxShadow, now.backgroundColor].join();
  const box = at.getBoundingClientRect(), focused = marks();
  at.blur();
  const plain = marks();
  at.focus();
  return {differs: focused !== plain, shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight};
}"""


def flat(text: str) -> str:
    """The words with one space between them."""
    return " ".join(text.split())


def said(page: Page, where: str = "main") -> str:
    """What the page says to whoever looks at it."""
    return flat(page.inner_text(where))


def spoken(words: Words) -> str:
    """The library's words as a page shows them."""
    return flat(plain_text(words))


def follow(page: Page, link: str | Locator) -> None:
    """Clicks what leads to another page, and waits until that one is there whole.

    A bare click returns as soon as the next page has begun: a print, a title or a count taken then is of half a page.
    """
    with page.expect_navigation(wait_until="load"):
        press(page, link)


def press(page: Page, what: str | Locator) -> None:
    """Clicks what changes the page that is open and leads to no other."""
    (page.locator(what).first if isinstance(what, str) else what).click()


def violations(page: Page) -> list[str]:
    """What axe finds with every fold open; empty is clean."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(axe_source())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 12, "axe looked at next to nothing"
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


def tab_to(page: Page, selector: str, *, most: int = 150) -> None:
    """Presses Tab until the focus is on what the selector names; at each stop the focus must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        mark = page.evaluate(SEEN_FOCUS)
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert mark["differs"] and mark["shown"], f"the focus is not seen on {where}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")
