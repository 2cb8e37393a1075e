"""The council's own sign-in, against a real OpenID Connect provider in a process of its own: known people come in, others not."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from headway.errors import RefusedError
from headway_web.environment import CouncilSignIn, providers_of, read_environment
from headway_web.trail.models import Entry

pytestmark = pytest.mark.django_db
PROVIDER = Path(sys.executable).with_name("oidc-provider-mock")
PEOPLE = [
    {"sub": "1-known", "email": "Director@example.gov.uk", "email_verified": True},
    {"sub": "2-stranger", "email": "stranger@example.gov.uk", "email_verified": True},
    {"sub": "3-not-verified", "email": "director@example.gov.uk", "email_verified": False},
    {"sub": "4-says-nothing", "email": "director@example.gov.uk"},
    {"sub": "5-no-address"},
]
SIGN_IN = "/sign-in/with/council/"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The provider's address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    claims = [word for each in PEOPLE for word in ("--user-claims", json.dumps(each))]
    with subprocess.Popen(
        [PROVIDER, "--port", str(port), *claims], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield _answering(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(10)


def _answering(address: str) -> str:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/.well-known/openid-configuration").close()
            return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the provider did not answer")


@pytest.fixture
def council(provider: str, settings: Any) -> Callable[..., None]:
    """Headway set up for the provider, as the environment would."""

    def use(url: str = provider, *, trusts: bool = False) -> None:
        found = CouncilSignIn(url, "headway", "a secret between them", "Testshire account", trusts)
        settings.COUNCIL_SIGN_IN, settings.SOCIALACCOUNT_PROVIDERS = found, providers_of(found)

    use()
    return use


def come_in(client: Client, sub: str, address: str = SIGN_IN) -> Any:
    """A person's way: to the provider, there signed in as ``sub``, and back; gives Headway's answer."""
    away = client.get(address)
    assert away.status_code == 302, away.content
    asked = away.headers["Location"]
    assert "code_challenge" in asked and "state=" in asked
    back = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=20)
    found = urlsplit(back.headers["Location"])
    return client.get(f"{found.path}?{found.query}")


def signed_in_as(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def test_a_known_person_comes_in_and_is_known_by_the_providers_id_from_then_on(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    known = person("director")
    assert "Sign in with your Testshire account" in client.get("/sign-in/").content.decode()
    answer = come_in(client, "1-known", f"{SIGN_IN}?next=/measures/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/measures/")
    assert signed_in_as(client) == str(known.pk)
    assert SocialAccount.objects.get().user_id == known.pk
    did = list(Entry.objects.values_list("did", "what", "role").order_by("-id")[:2])
    assert did == [("signed in", "account", "director"), ("changed", "council sign-in", "director")]
    known.email = "renamed@example.gov.uk"
    known.save()
    again = Client()
    come_in(again, "1-known")
    assert signed_in_as(again) == str(known.pk), "by the id, whatever the address is now"


@pytest.mark.parametrize("sub", ["2-stranger", "3-not-verified", "4-says-nothing", "5-no-address"])
def test_whom_headway_does_not_know_gets_nothing(
    sub: str, council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    from headway_web.accounts.models import Person

    person("director")
    answer = come_in(client, sub)
    assert answer.status_code == 403 and "Headway does not know you" in answer.content.decode()
    assert signed_in_as(client) == "" and Person.objects.count() == 1 and not SocialAccount.objects.exists()
    assert client.get("/measures/").headers["Location"].startswith("/sign-in/")
    entry = Entry.objects.first()
    assert entry is not None and (entry.did, entry.what) == ("not signed in", "council sign-in")
    assert "stranger" not in entry.why + entry.which


def test_an_address_that_is_not_called_verified_counts_where_the_council_says_so(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    known = person("director")
    council(trusts=True)
    come_in(client, "4-says-nothing")
    assert signed_in_as(client) == str(known.pk)


def test_a_person_who_may_not_sign_in_does_not_this_way(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    known = person("director")
    come_in(client, "1-known")
    known.is_active = False
    known.save()
    for other in (Client(), Client()):
        come_in(other, "1-known")
        assert signed_in_as(other) == ""
        SocialAccount.objects.all().delete()


def test_a_second_factor_of_headways_is_asked_for_this_way_too(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(person("director"), "JBSWY3DPEHPK3PXP")
    answer = come_in(client, "1-known")
    assert answer.headers["Location"].startswith("/sign-in/code/") and signed_in_as(client) == ""


def test_an_answer_that_was_not_asked_for_and_one_that_says_no_open_nothing(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    person("director")
    for query in ("code=made-up&state=made-up", "error=access_denied"):
        answer = client.get(f"{SIGN_IN}done/?{query}")
        assert answer.status_code == 403 and "did not work" in answer.content.decode(), query
    assert signed_in_as(client) == ""


def test_a_provider_that_cannot_be_reached_leaves_the_password(
    council: Callable[..., None], client: Client, person: Callable[..., Any]
) -> None:
    council("http://127.0.0.1:9")
    answer = client.get(SIGN_IN)
    assert answer.status_code == 403 and "could not be reached" in answer.content.decode()


def test_without_it_there_is_no_such_page(client: Client) -> None:
    assert client.get(SIGN_IN).status_code == 404
    assert "Sign in with your" not in client.get("/sign-in/").content.decode()


def test_a_person_who_is_in_connects_nothing(council: Callable[..., None], signed_in: Callable[..., Client]) -> None:
    client = signed_in("director")
    assert client.get(f"{SIGN_IN}?process=connect").headers["Location"] == "/"
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"HEADWAY_OIDC_URL": "https://login.example"}, "in part"),
        ({"HEADWAY_OIDC_CLIENT_SECRET": "x"}, "in part"),
        ({"HEADWAY_SMTP_HOST": "mail.example"}, "in part"),
        (
            {"HEADWAY_SMTP_HOST": "mail.example", "HEADWAY_SMTP_FROM": "a@b.example", "HEADWAY_SMTP_PORT": "x"},
            "in part",
        ),
    ],
)
def test_half_a_setting_is_refused(given: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=says):
        read_environment({"HEADWAY_COUNTY": str(tmp_path), **given})


def test_in_production_it_must_be_https(tmp_path: Path) -> None:
    own = {"HEADWAY_PRODUCTION": "1", "HEADWAY_SECRET_KEY": "0123456789abcdefghij" * 3, "HEADWAY_HOSTS": "h.example"}
    own |= {"HEADWAY_COUNTY": str(tmp_path), "HEADWAY_OIDC_CLIENT_ID": "h", "HEADWAY_OIDC_CLIENT_SECRET": "s"}
    with pytest.raises(RefusedError, match="https"):
        read_environment(own | {"HEADWAY_OIDC_URL": "http://login.example"})
    found = read_environment(own | {"HEADWAY_OIDC_URL": "https://login.example/"}).council_sign_in
    assert found is not None and (found.url, found.name) == ("https://login.example", "council account")
