"""Search: what is found, by whom, and that nobody learns by it of what they may not open."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client

from headway.county import County
from headway_web.picture import the_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder


def search(client: Client, words: str) -> str:
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_measure_is_found_by_its_words_its_name_and_its_catalogue_id(signed_in: Callable[..., Client]) -> None:
    client = signed_in("board_chair")
    slug, link = "assessment_within_45_days", 'href="/measures/assessment_within_45_days/"'
    number = the_picture().measures.catalogue[slug]
    for words in (number, number.lower(), "assessment within 45", "  ASSESSMENT   45 "):
        assert link in search(client, words), words
    assert link not in search(client, "assessment unicorn") and "0 found" in search(client, "assessment unicorn")
    rows = [row for group in the_picture().measures.glance.groups for row in group.rows]
    assert f"{len(rows)} found" not in search(client, "care leavers")


def test_the_second_figure_of_a_page_is_found_by_the_question_above_it(signed_in: Callable[..., Client]) -> None:
    rows = [row for group in the_picture().measures.glance.groups for row in group.rows]
    first, second = next((a, b) for a, b in pairwise(rows) if a.question and not b.question)
    page = search(signed_in("board_chair"), first.question)
    assert f'href="/measures/{first.link[2:]}/"' in page and f'href="/measures/{second.link[2:]}/"' in page


def test_recommendations_and_pages_are_found(signed_in: Callable[..., Client]) -> None:
    client = signed_in("commissioner")
    first = the_picture().recommendations.recommendations[0]
    assert f"/plan/recommendations/{first.anchor[2:]}/" in search(client, first.actions[0].owner)
    assert 'href="/measures/"' in search(client, "measur").split("<main")[1]


@pytest.mark.parametrize("role", ["governance_lead", "scrutiny_member", "administrator", ""])
def test_who_sees_no_figure_finds_none(role: str, signed_in: Callable[..., Client]) -> None:
    client = signed_in(role)
    assert all("0 found" in search(client, words) for words in ("assessment", "R1", the_picture().facts.places[0]))


def main_of(client: Client, words: str) -> str:
    return search(client, words).split("<main")[1]


def test_a_child_is_found_by_its_whole_id_and_by_those_who_may_see_it(signed_in: Callable[..., Client]) -> None:
    client, listed = signed_in("locality_director", "East"), the_picture().children.list.children
    own = next(child for child in listed if "East" in child.places)
    other = next(child for child in listed if "East" not in child.places)
    assert "/children/child/?id=" in main_of(client, own.child_key)
    assert "/children/child/" not in main_of(client, own.child_key[:-1])
    assert f"/children/?team={quote_plus(own.team)}" in main_of(client, own.team)
    assert "/children/?team=" not in main_of(client, other.team)
    nobody = "0" * len(other.child_key)
    assert main_of(client, other.child_key).replace(other.child_key, nobody) == main_of(client, nobody)


@pytest.mark.parametrize("role", ["board_chair", "director", "governance_lead"])
def test_who_sees_no_child_or_gave_no_reason_finds_none(role: str, signed_in: Callable[..., Client]) -> None:
    client, child = signed_in(role), the_picture().children.list.children[0]
    for words in (child.child_key, child.team):
        found = main_of(client, words)
        assert "/children/" not in found and (words != child.child_key or "0 found" in found)


def test_odd_words_are_answered(signed_in: Callable[..., Client]) -> None:
    client = signed_in("commissioner")
    assert "<script>alert" not in search(client, "<script>alert(1)</script>")
    assert "found for" not in search(client, "  ") and "0 found" in search(client, "x" * 5_000)
    assert client.get("/search/").status_code == 200


@pytest.mark.parametrize(("role", "is_found"), [("director", True), ("social_worker", False)])
def test_settings_are_found_by_their_kind_and_by_their_rows(
    role: str, is_found: bool, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(role)
    for words, kind in (
        ("local standards", "standards"),
        ("south assessment", "teams"),
        ("45 working days", "targets"),
    ):
        assert (f'href="/settings/{kind}/"' in search(client, words)) == is_found, words
