"""The web app of a county, served as a person would serve it, with somebody in every role who may sign in."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState

from headway import log
from headway.county import County
from headway.county.picture import Picture, newest_picture
from tests.functional.web.people import code_now
from tests.functional.web.reading import follow

HEADWAY = str(Path(sys.executable).with_name("headway"))
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Served:
    """Where it is, the county that it serves, by role's e-mail name the password, and where all that it says is kept."""

    address: str
    county: Path
    passwords: Mapping[str, str]
    said: Path
    signed_in: dict[str, StorageState] = field(default_factory=dict)

    @property
    def picture(self) -> Picture:
        """What the library has kept of the county: every page must show what stands there."""
        found = newest_picture(County.open(self.county).store)
        assert found is not None, "no picture was made"
        return found

    @contextmanager
    def open(
        self, browser: Browser, role: str, *, width: int = 1440, javascript: bool = True, anew: bool = False
    ) -> Iterator[Page]:
        """The home page of the role, who has signed in: for this page alone where ``anew``, else once for all of them.

        Without a role: of somebody who has not signed in.
        """
        kept = None if anew else self.signed_in.get(role)
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, storage_state=kept
        )
        try:
            page = context.new_page()
            if role and kept is None:
                self._sign_in(page, role)
                if not anew:
                    self.signed_in[role] = context.storage_state()
            else:
                page.goto(f"{self.address}/")
            yield page
        finally:
            context.close()

    def _sign_in(self, page: Page, role: str) -> None:
        page.goto(f"{self.address}/sign-in/")
        page.fill("#id_login", f"{role}@demo.example")
        page.fill("#id_password", self.passwords[role])
        follow(page, "main button")
        if page.url.endswith("/sign-in/code/"):
            page.fill("#id_code", code_now())
            follow(page, "main button")
        assert "/sign-in/" not in page.url, page.inner_text("main")


@contextmanager
def served(county: Path, said: Path) -> Iterator[Served]:
    """The server, stopped in the end. What it says and logs is kept in the folder ``said``."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    people = [sys.executable, "-m", "tests.functional.web.people", str(county)]
    told = subprocess.run(people, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    command = [HEADWAY, "serve", "--demo", "--no-open", "--county", str(county), "--port", str(port)]
    own = {**os.environ, log.VARIABLE: str(said / "log.jsonl"), "PYTHONUNBUFFERED": "1"}
    with (said / "stdout").open("w") as out, (said / "stderr").open("w") as err:
        server = subprocess.Popen(command, stdout=out, stderr=err, env=own)
    try:
        _wait(server, f"http://localhost:{port}/sign-in/")
        told += (said / "stdout").read_text(encoding="utf-8")
        passwords = dict(re.findall(r"(\S+)@demo\.example +(\S+)", told))
        assert len(passwords) == 14, told
        yield Served(f"http://localhost:{port}", county, passwords, said)
    finally:
        server.terminate()
        server.wait(10)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
    raise AssertionError("the server did not answer")
