"""When something is wrong a page says so, with its status, without the database and without anybody's details."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from waitress.adjustments import Adjustments

from headway_web.bodies import MOST_RUN_OUT, BoundedParser, Nowhere
from headway_web.components.too_large import MOST_BYTES


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


def test_what_says_that_it_is_too_large_is_answered_before_it_is_read(client: Client) -> None:
    """Without the database: whoever is not signed in is answered too."""
    for length, status in ((MOST_BYTES + 1, 413), (10**30, 413)):
        answer = client.generic("POST", "/data/upload/", b"", CONTENT_LENGTH=str(length))
        page = answer.content.decode()
        assert answer.status_code == status and "100 MB" in page and "headway load FILE" in page
        assert "default-src" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("head", [f"Content-Length: {MOST_BYTES + 1}", "Transfer-Encoding: chunked"])
def test_what_is_too_large_is_kept_nowhere_while_it_runs_out(head: str) -> None:
    parser = BoundedParser(Adjustments(max_request_body_size=MOST_RUN_OUT))
    parser.received(f"POST /data/upload/ HTTP/1.1\r\nHost: a\r\n{head}\r\n\r\n".encode())
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n" if "chunked" in head else b"x" * 0x100000
    pieces = MOST_BYTES // 0x100000
    for _ in range(pieces):
        assert parser.received(piece) == len(piece)
    assert isinstance(parser.body_rcv.getbuf(), Nowhere) == ("chunked" not in head) and not parser.completed
    end = b"x" * (MOST_BYTES + 1 - pieces * 0x100000)
    parser.received(piece + b"0\r\n\r\n" if "chunked" in head else end)
    assert parser.completed and parser.error is None and isinstance(parser.body_rcv.getbuf(), Nowhere)
    assert int(parser.headers["CONTENT_LENGTH"]) > MOST_BYTES and parser.get_body_stream().read() == b""


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
