"""What the web app is told from outside: the county folder, the key, the database, and whether it is in production."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from headway.errors import RefusedError
from headway.store import disk

COUNTY, PRODUCTION, KEY, HOSTS = "HEADWAY_COUNTY", "HEADWAY_PRODUCTION", "HEADWAY_SECRET_KEY", "HEADWAY_HOSTS"
DATABASE = "DATABASE_URL"
OIDC_URL, OIDC_CLIENT, OIDC_SECRET = "HEADWAY_OIDC_URL", "HEADWAY_OIDC_CLIENT_ID", "HEADWAY_OIDC_CLIENT_SECRET"
OIDC_NAME, OIDC_TRUST = "HEADWAY_OIDC_NAME", "HEADWAY_OIDC_TRUSTS_ADDRESSES"
MAIL_HOST, MAIL_PORT, MAIL_FROM = "HEADWAY_SMTP_HOST", "HEADWAY_SMTP_PORT", "HEADWAY_SMTP_FROM"
MAIL_USER, MAIL_PASSWORD = "HEADWAY_SMTP_USER", "HEADWAY_SMTP_PASSWORD"
WEB_FOLDER, DATABASE_FILE, KEY_FILE = "web", "headway.sqlite3", "secret_key"
SHORTEST_KEY = 40
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class CouncilSignIn:
    """The council's own sign-in, by OpenID Connect: where its provider is, and who Headway is to it.

    ``trusts_addresses``: the provider's administrators alone set e-mail addresses, so that an address that it does not call
    verified may still be the one by which a person is known.
    """

    url: str
    client_id: str
    secret: str
    name: str
    trusts_addresses: bool


@dataclass(frozen=True)
class Mail:
    """Through which server mail goes; without a host none is sent."""

    host: str
    port: int
    user: str
    password: str
    sender: str


@dataclass(frozen=True)
class Environment:
    """Read once at the start. ``key`` is the secret that signs sessions and links."""

    county: Path
    is_production: bool
    key: str
    database_url: str
    hosts: tuple[str, ...]
    council_sign_in: CouncilSignIn | None = None
    mail: Mail | None = None

    @property
    def web_folder(self) -> Path:
        """Where the web app keeps its own database, in the county folder."""
        return self.county / WEB_FOLDER


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """The environment as it is. Raises RefusedError for a production that is not safe to start."""
    county = Path(given.get(COUNTY) or ".").absolute()
    is_production = given.get(PRODUCTION, "") not in ("", "0")
    hosts = tuple(host.strip() for host in given.get(HOSTS, "").split(",") if host.strip())
    if is_production:
        _check_production(given.get(KEY, ""), hosts)
    key = given.get(KEY) or _own_key(county / WEB_FOLDER)
    database = given.get(DATABASE) or f"sqlite:///{county / WEB_FOLDER / DATABASE_FILE}"
    return Environment(
        county,
        is_production,
        key,
        database,
        hosts if is_production else (*LOCAL_HOSTS, *hosts),
        _council_sign_in(given, is_production=is_production),
        _mail(given),
    )


def _council_sign_in(given: Mapping[str, str], *, is_production: bool) -> CouncilSignIn | None:
    url, client_id, secret = (given.get(name, "").strip() for name in (OIDC_URL, OIDC_CLIENT, OIDC_SECRET))
    if not (url or client_id or secret):
        return None
    if not (url and client_id and secret):
        raise RefusedError(
            "The council's own sign-in is set up in part.",
            f"{OIDC_URL}, {OIDC_CLIENT} and {OIDC_SECRET}: all three or none.",
            "Give all three, as the council's provider shows them for Headway.",
        )
    if is_production and not url.startswith("https://"):
        raise RefusedError(
            "In production the council's own sign-in must be reached by https.",
            f"The variable {OIDC_URL}.",
            "Give its address as https://…: what it says of a person is believed because of that.",
        )
    trusts = given.get(OIDC_TRUST, "") not in ("", "0")
    return CouncilSignIn(
        url.rstrip("/"), client_id, secret, given.get(OIDC_NAME, "").strip() or "council account", trusts
    )


def _mail(given: Mapping[str, str]) -> Mail | None:
    host, port = given.get(MAIL_HOST, "").strip(), given.get(MAIL_PORT, "").strip() or "587"
    if not host:
        return None
    sender = given.get(MAIL_FROM, "").strip()
    if not port.isdecimal() or not sender:
        raise RefusedError(
            "The server for mail is set up in part.",
            f"{MAIL_HOST} is given; {MAIL_PORT} must be a number, and {MAIL_FROM} the address that mail comes from.",
            f"Set them, or leave {MAIL_HOST} out: no mail is then sent.",
        )
    return Mail(host, int(port), given.get(MAIL_USER, ""), given.get(MAIL_PASSWORD, ""), sender)


COUNCIL = "council"


def providers_of(found: CouncilSignIn | None) -> dict[str, object]:
    """The council's sign-in as the sign-in library wants it; none where none is set."""
    if found is None:
        return {}
    app = {"provider_id": COUNCIL, "name": found.name, "client_id": found.client_id, "secret": found.secret}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": found.url}}]}}


def _check_production(key: str, hosts: tuple[str, ...]) -> None:
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        raise RefusedError(
            "In production Headway does not start without a secret key of its own.",
            f"The variable {KEY}: empty, shorter than {SHORTEST_KEY} characters, or of a few characters repeated.",
            'Set it to the words of: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
        )
    if not hosts or "*" in hosts:
        raise RefusedError(
            "In production Headway must know by which names it is reached.",
            f"The variable {HOSTS}: empty, or any name at all.",
            f"Set it: {HOSTS}=headway.example.gov.uk",
        )


def _own_key(folder: Path) -> str:
    """A key for this machine alone: made once, readable by its owner. Without a folder, one for this start alone."""
    path = folder / KEY_FILE
    if not folder.is_dir():
        return secrets.token_urlsafe(50)
    if not path.exists():
        part = folder / f".{KEY_FILE}-{secrets.token_hex(4)}"
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        part.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        disk.flush_file(part)
        with suppress(FileExistsError):  # of two starts at once, the first one's
            os.link(part, path)
        disk.forget_file(part)
        disk.flush_folder(folder)
    return path.read_text(encoding="utf-8").strip()
