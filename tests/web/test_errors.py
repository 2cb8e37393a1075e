"""When something is wrong a page says so, with its status, without the database and without anybody's details."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def told(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_no_such_page(told: Client) -> None:
    answer = told.get("/children/SYN000123/")
    assert answer.status_code == 404 and "There is no such page" in answer.content.decode()
    assert "SYN000123" not in answer.content.decode()


def gone(*_: Any) -> None:
    raise OperationalError("could not connect")


@pytest.mark.django_db
def test_the_database_is_down_and_comes_back(signed_in: Callable[..., Client]) -> None:
    client = signed_in("scrutiny_member")
    client.raise_request_exception = False
    with connection.execute_wrapper(gone):
        answer = client.get("/")
    assert answer.status_code == 503 and "cannot reach its database" in answer.content.decode()
    assert answer.headers["Retry-After"]
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_the_county_folder_is_gone(signed_in: Callable[..., Client], settings: Any, tmp_path: Path) -> None:
    client = signed_in("director")
    client.raise_request_exception = False
    settings.COUNTY_FOLDER = tmp_path / "moved"
    assert client.get("/account/").status_code == 200
    answer = client.get("/")
    assert answer.status_code == 503 and "county folder cannot be reached" in answer.content.decode()
    assert str(tmp_path) not in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_changes_nothing() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a@example.gov.uk", "password": "x"})
    assert answer.status_code == 403 and "too old to be sent" in answer.content.decode()


@pytest.mark.django_db
def test_no_page_holds_a_script_or_a_style_of_its_own(client: Client) -> None:
    answer = client.get("/sign-in/")
    page, policy = answer.content.decode(), answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert "<style" not in page and " style=" not in page and "<script>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/search/?q=a%00b", "/children/child/?id=%00", "/measures/a%00b/", "/trail/?who=%00"]
)
def test_an_address_that_no_database_can_hold_is_refused(told: Client, address: str) -> None:
    assert told.get(address).status_code == 400
