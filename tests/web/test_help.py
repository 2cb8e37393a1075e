"""Help: what Headway is and what its words mean, for everybody, and kept with the product."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from headway.county import County
from headway.evidence.words import VARIATION_SHORT
from headway.publish.say import plain_text
from headway_web.accounts.models import Person
from headway_web.components.glossary import glossary, some_words

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def figures(loaded: County, settings: Any) -> None:
    settings.COUNTY_FOLDER = loaded.folder


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_help_is_there_before_anybody_signs_in_and_linked_from_every_page(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    page = shown(client, "/help/")
    for words in (
        "What <i>cannot tell</i> means",
        "Where to ask",
        "call the council’s children’s services",
        "hidden by the average",
    ):
        assert words in page
    assert all(words in page for words in VARIATION_SHORT.values() if "lower" not in words)
    for address in ("/sign-in/", "/help/words/", "/help/what-is-recorded/"):
        assert 'href="/help/"' in shown(client, address)
    director = signed_in("director")
    assert all('href="/help/"' in shown(director, address) for address in ("/", "/measures/", "/plan/"))


def test_whoever_is_signed_in_reads_whom_to_ask_and_nobody_else_does(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    mine = signed_in("analyst")
    analyst = Person.objects.get()
    Person.objects.update(name="Idris Vane")
    assert f'Idris Vane, <a class="govuk-link" href="mailto:{analyst.email}">' in shown(mine, "/help/")
    assert "Idris" not in shown(Client(), "/help/") and analyst.email not in shown(Client(), "/help/")
    Person.objects.update(is_active=False)
    assert "Idris" not in shown(signed_in("scrutiny_member"), "/help/"), "who cannot sign in answers nobody"


def test_the_words_are_those_of_the_glossary_and_none_of_the_code(client: Client) -> None:
    page, text = shown(client, "/help/words/"), (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    first, second = text.split("## In code and commands alone")
    own = re.findall(r"^\| (.+?) \| ", first, re.M)[1:]
    assert len(own) > 40 and [word.term for word in glossary()] == own == sorted(own, key=str.casefold)
    assert len({word.id for word in glossary()}) == len(own)
    for word in glossary():
        assert f'<dt id="{word.id}">{word.term}</dt>' in page and plain_text(word.means)
    assert "landed" in second and '"landed"' not in page and "PlanAction" not in page


def test_a_measure_says_its_words_in_a_fold_that_needs_no_script(signed_in: Callable[..., Client]) -> None:
    page = shown(signed_in("board_chair"), "/measures/assessment_within_45_days/")
    fold = page.partition("What the words on this page mean")[2].partition("</details>")[0]
    for word in some_words("cannot tell", "hidden by the average", "limits"):
        assert f"<dt>{word.term}</dt>" in fold and escape(plain_text(word.means)[:40], quote=True) in fold
    assert 'href="/help/words/"' in fold


def test_help_is_found(signed_in: Callable[..., Client]) -> None:
    page = shown(signed_in("scrutiny_member"), "/search/?q=what+is+this")
    assert 'href="/help/">Help: what is this?' in page.partition("<main")[2]


def test_the_glossary_goes_with_the_product(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        found = wheel.read("headway_web/components/GLOSSARY.md").decode()
    assert found == (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
