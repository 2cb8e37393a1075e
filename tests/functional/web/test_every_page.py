"""Every page of every role in a real browser: what a role may open answers, fits a phone, and axe finds nothing on it.

The pages come from the web app's own addresses and the roles' own rights: a new page is opened here or fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from docs.pages_and_roles import every_page
from tests.functional.web.reading import follow, press, said, violations
from tests.functional.web.server import Served
from tests.web.loaded import two_years_county

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(3600)]
VISITOR = ""
FILES = (".json", ".csv")
# What an address does, where it is no page to look at.
NO_PAGE = {
    "/sign-out/": "ends the sign-in: its page asks nothing of who is signed in",
    "/data/uploads/<pk>/decide/": "takes a decision",
    "/settings/proposals/<pk>/decide/": "takes a decision",
    "/settings/proposals/<pk>/write/": "takes a decision",
    "/sign-in/with/<provider_id>/": "leads to the council's own sign-in",
    "/sign-in/with/<provider_id>/done/": "comes back from it",
}
# What answers 404 to whoever has no second factor: there is nothing of it to end or to see.
OF_A_FACTOR = ("/account/second-factor/end/", "/account/recovery-codes/")
AGAIN = "/again/"
DOORS = ("/sign-in/", "/welcome/")
OF_A_CHILD = ("/children/child/", "/children/child/owner/", "/children/child/done/", "/children/child/open/")
OF_CONTACTS = ("/children/contacts/see/", "/children/contacts/decide/")
ROLES = (
    "administrator", "analyst", "board-chair", "commissioner", "dfe-official", "director", "governance-lead",
    "improvement-director", "lead-member", "locality-director", "qa-lead", "scrutiny-member", "social-worker", "team-manager",
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """Where something of each kind is, and the link by which somebody who was added chooses a password."""

    web: Served
    link: str


@pytest.fixture(scope="module")
def filled(two_years: Served, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """An upload, a proposal, a person who was added, recovery codes; and whoever says why has said it."""
    web = two_years
    with web.open(browser, "analyst") as page:
        page.goto(f"{web.address}/data/upload/")
        page.set_input_files("#id_given", max(two_years_county(tmp_path_factory).folder.parent.glob("annex_a_*.xlsx")))
        follow(page, "main button")
        page.goto(f"{web.address}/settings/teams/")
        follow(page, "text=Change from a day >> nth=0")
        page.select_option("#id_part_of", label="East")
        follow(page, "main button")
        press(page, "text=Type the first day >> nth=0")
        page.keyboard.type("2026-04-01")
        follow(page, "main button")
        page.fill("#id_why", "Agreed by the Partnership")
        follow(page, "text=Send it to a second person")
    for role in ("director", "commissioner"):
        with web.open(browser, role) as page:
            page.goto(f"{web.address}/children/")
            if page.query_selector("#id_why"):
                page.fill("#id_why", "A dip into who waits longest")
                page.select_option("#id_hours", index=1)
                follow(page, "main button")
    with web.open(browser, "administrator") as page:
        page.goto(f"{web.address}/account/recovery-codes/new/")
        past_the_password(page, web.passwords["administrator"])
        follow(page, "main button")
        page.goto(f"{web.address}/people/add/")
        page.fill("#id_name", "Bo Hill")
        page.fill("#id_email", "bo.hill@demo.example")
        follow(page, "main button")
        return Filled(web, said(page, ".hw-code"))


def own_pages(role: str) -> Iterator[str]:
    """Every address that the role's rights open and that is a page; the visitor's are those that ask for no sign-in."""
    pages = every_page()
    from headway_web.accounts.roles import BY_ID
    from headway_web.components.page import Anyone

    for route, rule in pages:
        assert rule is not None
        is_own = (
            rule.needs is Anyone.OPEN if role == VISITOR else BY_ID[role.replace("-", "_")].rights >= {*rule.rights}
        )
        if is_own and route not in NO_PAGE and not route.endswith(FILES):
            yield route


def test_the_roles_and_what_is_left_out_are_those_that_there_are() -> None:
    assert {*NO_PAGE, *OF_A_FACTOR, *OF_A_CHILD, *OF_CONTACTS} <= {route for route, _ in every_page()}
    from headway_web.accounts.roles import ROLES as THERE

    assert sorted(role.id.replace("_", "-") for role in THERE) == sorted(ROLES)


@pytest.mark.parametrize("role", [VISITOR, *ROLES])
def test_axe_finds_nothing_on_any_page_of_any_role(filled: Filled, browser: Browser, role: str) -> None:
    web, faults = filled.web, []
    with web.open(browser, role) as page:
        for route in own_pages(role):
            where = filled.link.removeprefix(web.address) if "<token>" in route else real_address(web, page, route)
            answer = page.goto(web.address + where)
            if AGAIN not in where and past_the_password(page, web.passwords.get(role, "")):
                answer = page.goto(web.address + where)
            assert answer is not None
            if answer.status != (404 if route in OF_A_FACTOR and role != "administrator" else 200):
                faults.append(f"{where}: {answer.status}")
            faults += [f"{where}: {each}" for each in violations(page)]
            page.set_viewport_size({"width": 360, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > 360:
                faults.append(f"{where}: wider than a phone")
            page.set_viewport_size({"width": 1440, "height": 900})
        if role not in (VISITOR, "analyst"):
            answer = page.goto(f"{web.address}/data/")
            assert answer is not None and answer.status == 403
            faults += violations(page)
    assert faults == [], "\n".join(faults)


def past_the_password(page: Page, password: str) -> bool:
    """Whether the password was asked for again before this page, and given."""
    is_asked = AGAIN in page.url
    if is_asked:
        page.fill("#id_password", password)
        follow(page, "main button")
    return is_asked


def real_address(web: Served, page: Page, route: str) -> str:
    """An address of the route under which the person finds something."""
    from tests.web.test_every_page import address  # asks for a Django that was started

    if route.startswith("/data/loads/"):
        return route.replace("<load>", web.picture.first_page.loads[-1].load_id)
    if route in OF_A_CHILD:
        page.goto(f"{web.address}/children/")
        return f"{route}?id={page.inner_text('.hw-table tbody th a >> nth=0')}"
    if route in OF_CONTACTS:
        page.goto(f"{web.address}/children/contacts/")
        return page.get_attribute(f"main a[href^='{route}']", "href") or ""
    if route == "/measures/<name>/rows/":
        page.goto(web.address + address(route))
        page.wait_for_selector("h1:not(:has-text('being looked for'))", timeout=120_000)
    if route == "/measures/<name>/notes/<pk>/back/":
        page.goto(web.address + address("/measures/<name>/notes/"))
        page.fill("#id_text", "Three teams moved offices this month")
        follow(page, "main button")
        return page.locator("text=Take it back").last.get_attribute("href") or ""
    return address(route)
