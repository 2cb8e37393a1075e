"""A real browser and the accessibility checker for the tests: found, or the test fails and says what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WHAT_TO_DO = "Run 'bash tests/functional/install_tools.sh' (make test does), or install it yourself."


def chromium_path() -> str:
    """Where Chromium is. Fails when there is none: a test that was not run has not passed."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    assert found, f"No browser: looked for {', '.join(CHROMIUM_NAMES)}. {WHAT_TO_DO}"
    return found


def axe_source() -> str:
    """The text of axe-core. Fails when it is not there."""
    assert AXE.is_file(), f"No axe-core at {AXE}. {WHAT_TO_DO}"
    return AXE.read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed in the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class OpenPage:
    """A page that is open, and every request it made but for its own file."""

    page: Page
    context: BrowserContext
    requests: list[str] = field(default_factory=list)

    def axe_violations(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its best practices: rule, and where. Empty is clean."""
        self.page.evaluate(axe_source())
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert len(found["passes"]) > 15, "axe looked at next to nothing"
        return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@contextmanager
def open_file(browser: Browser, path: Path, *, width: int = 1440, javascript: bool = True) -> Iterator[OpenPage]:
    """A file open in the browser; every request but the one for the file itself is stopped and noted."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    opened = OpenPage(context.new_page(), context)

    def stop(route: Route) -> None:
        if route.request.url == path.as_uri():
            route.continue_()
            return
        opened.requests.append(route.request.url)
        route.abort()

    opened.page.route("**/*", stop)
    opened.page.goto(path.as_uri())
    try:
        yield opened
    finally:
        context.close()
