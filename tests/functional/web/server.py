"""The web app of a small county, served as a person would serve it, and the six people who may sign in."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

HEADWAY = str(Path(sys.executable).with_name("headway"))


@dataclass(frozen=True)
class Served:
    """Where it is, and by role's e-mail name the password."""

    address: str
    passwords: Mapping[str, str]

    @contextmanager
    def open(self, browser: Browser, role: str, *, width: int = 1440, javascript: bool = True) -> Iterator[Page]:
        """A page of the browser in which the role has signed in."""
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
        try:
            page = context.new_page()
            page.goto(f"{self.address}/sign-in/")
            page.fill("#id_login", f"{role}@demo.example")
            page.fill("#id_password", self.passwords[role])
            page.click("main button")
            yield page
        finally:
            context.close()


@contextmanager
def served(county: Path) -> Iterator[Served]:
    """The server, stopped in the end."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [HEADWAY, "serve", "--demo", "--no-open", "--county", str(county), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = ""
            while "Headway is at" not in said and server.stdout and (line := server.stdout.readline()):
                said += line
            passwords = dict(re.findall(r"(\S+)@demo\.example +(\S+)", said))
            assert len(passwords) == 6, said
            _wait(f"http://localhost:{port}/sign-in/")
            yield Served(f"http://localhost:{port}", passwords)
        finally:
            server.terminate()
            server.wait(10)


def _wait(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")
