"""The main path of each person for whom Headway is made: what they come for is there, and says what the library says."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page

from headway.county import County
from headway.periods import dates_in_words, day_words
from tests.functional.web.reading import flat, follow, said, spoken
from tests.functional.web.server import Served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
WHY = "School rang about an injury; covering for a colleague"


def slug(link: str) -> str:
    return link.removeprefix("m-")


def status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def rows_of(page: Page, address: str) -> list[dict[str, str]]:
    """A file of the person who has signed in."""
    answer = page.request.get(address)
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))


def test_a_board_chair_reads_the_truth_and_where_a_figure_comes_from(web: Served, browser: Browser) -> None:
    picture = web.picture
    truth = picture.first_page.truth
    row = next(each for each in truth.asked if each.link)
    measure = picture.measure(slug(row.link))
    own = next(each for each in measure.figures if each["id"] == measure.view.number.figure)
    with web.open(browser, "board-chair") as page:
        assert said(page, "h1") == flat(truth.headline) and spoken(row.impact) in said(page)
        follow(page, f"table a:text-is('{row.measure}')")
        assert said(page, "h1") == flat(measure.view.question) and measure.view.number.words in said(page)
        follow(page, "text=Passport of this figure")
        assert f"{own['numerator']} of {own['denominator']}" in said(page) and own["id"] in said(page)
        loads = [each.load_id for each in measure.loads if each.number in own["loads"]]
        assert loads and all(load in said(page) for load in loads)
        assert status(page, f"{web.address}/children/") == 403 and "SYN" not in said(page)


def test_a_scrutiny_councillor_sees_nothing_that_is_not_public(web: Served, browser: Browser) -> None:
    with web.open(browser, "scrutiny-member") as page:
        assert "Nothing has been cleared for the public yet" in said(page)
        follow(page, "text=What Headway records about you")
        assert "Each page that you asked for and that your roles do not open" in said(page)
        for where in ("measures/", "children/", "plan.json", "cockpit.csv", "trail/"):
            assert status(page, f"{web.address}/{where}") == 403
        page.goto(f"{web.address}/account/")
        assert "Sees only what has been cleared for the public" in said(page)


@pytest.mark.slow
def test_a_performance_analyst_loads_the_first_return(empty: Served, browser: Browser) -> None:
    book = max(empty.county.parent.glob("annex_a_*.xlsx"))
    county = County.open(empty.county)
    looked = county.look([book], as_at=None, today=date.today())
    assert looked.unreadable_count and looked.unreadable
    with empty.open(browser, "analyst") as page:
        assert "No data have been loaded yet" in said(page)
        page.goto(f"{empty.address}/data/")
        follow(page, "text=Load a return")
        page.set_input_files("#id_given", book)
        follow(page, "main button")
        wait_for(page, "Nothing is loaded yet")
        assert f"as at {day_words(looked.as_at)}: {looked.row_count:,} rows" in said(page, "h1")
        told = [flat(each) for each in page.locator("section[aria-labelledby=mend] tbody tr").all_inner_texts()]
        assert len(told) == min(len(looked.unreadable), 200)
        for line, each in zip(told, looked.unreadable, strict=False):
            assert line.startswith(f"{each.team or 'no team'}, {each.worker or 'no worker'} {each.column}"), line
        follow(page, "text=Yes, load it")
        wait_for(page, "Loaded as at")
        follow(page, "main .hw-lede a")
        assert f"{looked.row_count:,} rows" in said(page, "h1") and str(county.loads()[0].load_id) in said(page)
        page.goto(f"{empty.address}/")
        wait_for(page, "Hidden by the average", seconds=600)
        assert said(page, "h1") == flat(empty.picture.first_page.truth.headline)


def wait_for(page: Page, words: str, *, seconds: int = 120) -> None:
    """Looks again until the page says it, as a person would."""
    for _ in range(seconds):
        if words in said(page):
            return
        page.wait_for_timeout(1000)
        page.goto(page.url)
    raise AssertionError(f"the page does not say {words!r}: {said(page)[:300]}")


@pytest.mark.slow
def test_a_team_manager_gives_a_child_an_owner_and_says_what_was_done(two_years: Served, browser: Browser) -> None:
    found = two_years.picture.children.list
    with two_years.open(browser, "team-manager") as page:
        team = said(page, ".hw-header__who a").rpartition("Team manager, ")[2]
        own = [each for each in found.children if each.team == team]
        assert own, team
        follow(page, "text=Open the list of children")
        assert said(page, "h1").startswith(f"{len(own)} child") and f"of {team} need" in said(page, "h1")
        listed = page.locator(".hw-table--children tbody th").all_inner_texts()
        assert sorted(listed) == sorted(each.child_key for each in own)
        first = next(each for each in own if each.child_key == listed[0])
        assert all(flat(dates_in_words(hit.words))[1:] in said(page) for hit in first.hits)
        due = date.today() + timedelta(days=3)
        follow(page, f"text=Choose one for {first.child_key}")
        page.fill("#id_owner", "Ash Reed")
        page.fill("#id_due_on", due.isoformat())
        follow(page, "main button")
        follow(page, "text=Say what was done")
        page.fill("#id_what", "Seen at home, alone")
        follow(page, "main button")
        page.goto(f"{two_years.address}/children/?show=done")
        row = said(page, f"tr:has(a:text-is('{first.child_key}'))")
        assert "Ash Reed" in row and f"by {day_words(due)}" in row and "Seen at home, alone" in row
        assert page.locator(".hw-table--children tbody th").all_inner_texts() == [first.child_key]


@pytest.mark.slow
def test_a_locality_director_goes_from_the_week_to_what_the_average_hides(two_years: Served, browser: Browser) -> None:
    picture = two_years.picture
    hidden = next(each for each in picture.first_page.truth.hidden if each.link)
    view = next(each for each in picture.cockpit.places if each.place == "North")
    with two_years.open(browser, "locality-director") as page:
        follow(page, "text=The week in North on one page")
        assert said(page, "h1") == flat(view.headline)
        assert all(flat(each.size) in said(page) for each in view.worries)
        assert [flat(each.title) for each in view.measures] == [
            flat(each) for each in page.locator("section[aria-labelledby=measures] tbody th").all_inner_texts()
        ]
        follow(page, "text=Home >> nth=0")
        line = page.locator("section[aria-labelledby=hidden] li", has_text=spoken(hidden.words)[:60])
        follow(page, line.locator("a").first)
        measure = picture.measure(slug(hidden.link)).view
        assert said(page, "h1") == flat(measure.question) and flat(measure.places_words) in said(page)
        panels = [flat(each) for each in page.locator(".hw-strip li h3").all_inner_texts()]
        assert all(each.place in told and each.value in told for each, told in zip(measure.panels, panels, strict=True))


@pytest.mark.slow
def test_the_director_reads_a_recommendation_and_its_evidence(two_years: Served, browser: Browser) -> None:
    picture = two_years.picture
    each = next(each for each in picture.recommendations.recommendations if each.claims)
    claim = each.claims[0]
    with two_years.open(browser, "director") as page:
        assert said(page, "h1") == flat(picture.first_page.truth.headline)
        follow(page, f".hw-table--truth a:text-is('{each.title}')")
        text = said(page)
        assert flat(each.delivery) in text and spoken(each.impact) in text and spoken(claim.words) in text
        assert all(flat(place) in text for place in claim.places) and flat(claim.promise) in text
        follow(page, f"text=Look at the measure: {claim.what} >> nth=0")
        measure = picture.measure(slug(claim.link)).view
        assert said(page, "h1") == flat(measure.question) and all(flat(each) in said(page) for each in measure.verdicts)


@pytest.mark.slow
def test_the_improvement_director_reads_delivery_beside_impact(two_years: Served, browser: Browser) -> None:
    plan = two_years.picture.recommendations
    with two_years.open(browser, "improvement-director") as page:
        follow(page, "nav >> text=Plan")
        assert said(page, "h1") == flat(plan.title)
        rows = [flat(each) for each in page.locator("main tbody tr").all_inner_texts()]
        assert len(rows) == len(plan.recommendations)
        for row, each in zip(rows, plan.recommendations, strict=True):
            assert flat(each.delivery) in row and row.endswith(spoken(each.impact)), row
        each = max(plan.recommendations, key=lambda each: len(each.actions))
        follow(page, f"main a:text-is('{each.title}')")
        told = [flat(row) for row in page.locator("section[aria-labelledby=actions] tbody tr").all_inner_texts()]
        assert told == [flat(f"{a.title} {a.owner} {a.due} {a.delivery}") for a in each.actions]
        rows_taken = rows_of(page, f"{two_years.address}/plan.csv")
        assert {row["recommendation"] for row in rows_taken} == {each.number for each in plan.recommendations}
        assert status(page, f"{two_years.address}/children/") == 403


@pytest.mark.slow
def test_a_qa_lead_finds_what_needs_a_look_and_what_cannot_be_told(two_years: Served, browser: Browser) -> None:
    measures = two_years.picture.measures
    with two_years.open(browser, "qa-lead") as page:
        follow(page, "nav >> text=Measures")
        page.select_option("#show", "look")
        follow(page, "main .hw-filter button")
        told = page.locator(".hw-table--icons tbody tr:not(.hw-grouprow)")
        assert told.count() == len(measures.attention) > 0
        follow(page, told.first.locator("a").first)
        own = page.url.rstrip("/").rpartition("/")[2]
        assert f"m-{own}" in measures.attention
        view = two_years.picture.measure(own).view
        assert view.could_not_tell and all(spoken(line) in said(page, "aside") for line in view.could_not_tell)
        assert status(page, f"{two_years.address}/children.csv") == 403


@pytest.mark.slow
def test_a_dfe_official_reads_the_truth_and_the_contact_survey_and_no_child(
    two_years: Served, browser: Browser
) -> None:
    contact = two_years.picture.contact
    assert contact is not None and contact.survey
    with two_years.open(browser, "dfe-official") as page:
        assert said(page, "h1") == flat(two_years.picture.first_page.truth.headline)
        page.goto(f"{two_years.address}/contact/")
        rows = [flat(row) for row in page.locator("section[aria-labelledby=survey] tbody tr").all_inner_texts()]
        for row, each in zip(rows, contact.survey, strict=True):
            assert row.startswith(flat(each.asks)) and (each.count is None or f"{each.count:,}" in row), row
        assert any(each.count for each in contact.survey) and "SYN" not in said(page)
        assert status(page, f"{two_years.address}/children/contacts/") == 403


@pytest.mark.slow
def test_a_commissioner_sees_all_until_the_appointment_ends(two_years: Served, browser: Browser) -> None:
    last = date.today() + timedelta(days=90)
    with two_years.open(browser, "administrator") as page, two_years.open(browser, "scrutiny-member") as own:
        own.context.clear_cookies()
        page.goto(f"{two_years.address}/people/add/")
        page.fill("#id_name", "Aled Quill")
        page.fill("#id_email", "aled.quill@demo.example")
        follow(page, "main button")
        own.goto(said(page, ".hw-code"))
        assert said(own, "h1") == "Welcome, Aled Quill: choose a password", own.url
        for field in own.locator("main input[type=password]").all():
            field.fill("a long way to go home")
        follow(own, "main button")
        assert said(own, "h1") == "Sign in to Headway"
        follow(page, "text=Give a role")
        page.select_option("#id_role", "commissioner")
        follow(page, "main button")
        assert "type the last day of the appointment" in said(page)
        page.fill("#id_until_on", last.isoformat())
        follow(page, "main button")
        assert f"until {day_words(last)}" in said(page)
        own.fill("#id_login", "aled.quill@demo.example")
        own.fill("#id_password", "a long way to go home")
        follow(own, "main button")
        assert said(own, "h1") == flat(two_years.picture.first_page.truth.headline)
        own.goto(f"{two_years.address}/children/")
        own.fill("#id_why", "The appointment: a dip into who waits longest")
        own.select_option("#id_hours", index=1)
        follow(own, "main button")
        assert said(own, "h1").startswith(f"{len(two_years.picture.children.list.children)} children")
        follow(page, "text=End this role")
        page.fill("#id_why", "The appointment is over")
        follow(page, "main button")
        assert status(own, f"{two_years.address}/children/") == 403
        own.goto(f"{two_years.address}/")
        assert "You hold no role today, so nothing opens" in said(own)


@pytest.mark.slow
def test_an_information_governance_lead_reads_who_broke_the_glass_and_why(two_years: Served, browser: Browser) -> None:
    other = next(each for each in two_years.picture.children.list.children if each.locality == "South")
    with two_years.open(browser, "locality-director") as page:
        assert status(page, f"{two_years.address}/children/child/?id={other.child_key}") == 404
        page.goto(f"{two_years.address}/children/child/open/?id={other.child_key}")
        page.fill("#id_why", WHY)
        page.select_option("#id_hours", index=1)
        follow(page, "main button")
        assert other.child_key in said(page, "h1")
    with two_years.open(browser, "governance-lead") as page:
        assert page.url.endswith("/trail/")
        follow(page, "text=Children and lists that somebody opened by giving a reason")
        row = said(page, "tbody tr >> nth=0")
        assert WHY in row and other.child_key in row and "Perran Hollow" in row
        page.fill("#what", other.child_key)
        page.select_option("#did", "")
        follow(page, "main .hw-filter button")
        shown = page.locator("main tbody tr").count()
        assert {"refused", "opened", "saw"} <= {
            row["did"] for row in rows_of(page, f"{two_years.address}/trail/trail.csv?{page.url.partition('?')[2]}")
        }
        assert shown >= 3 and said(page, "h1").startswith(f"{shown} entries")
        assert status(page, f"{two_years.address}/children/child/?id={other.child_key}") == 403
