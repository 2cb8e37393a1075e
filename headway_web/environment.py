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
WEB_FOLDER, DATABASE_FILE, KEY_FILE = "web", "headway.sqlite3", "secret_key"
SHORTEST_KEY = 40
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Environment:
    """Read once at the start. ``key`` is the secret that signs sessions and links."""

    county: Path
    is_production: bool
    key: str
    database_url: str
    hosts: tuple[str, ...]

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
    return Environment(county, is_production, key, database, hosts if is_production else (*LOCAL_HOSTS, *hosts))


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
