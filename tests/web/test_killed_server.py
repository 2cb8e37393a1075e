"""The server killed while forms are sent to it: each is done whole, with its entry in the trail, or not at all."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

import pytest

from headway.county import County
from tests.web.test_start import free_port

HEADWAY = str(Path(sys.executable).with_name("headway"))
KILLS, SEED = 6, 20_261_128


class Visitor:
    """A person with a browser of cookies and forms alone."""

    def __init__(self, address: str) -> None:
        jar = http.cookiejar.CookieJar()
        self.done, self.address, self.web = (
            0,
            address,
            urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)),
        )

    def get(self, path: str) -> str:
        with self.web.open(self.address + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, path: str, **fields: str) -> None:
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))
        sent = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        with self.web.open(self.address + path, sent, timeout=20):
            pass

    def give_owners(self, child: str, day: str) -> None:
        """One owner after the other, until the server is gone; ``done`` counts those that were answered."""
        path = f"/children/child/owner/?id={child}"
        with suppress(OSError, ValueError, http.client.HTTPException):
            while True:
                [seen] = re.findall(r'name="seen" value="(\d+)"', self.get(path))
                self.post(path, owner=f"Owner after {seen}", due_on=day, seen=seen)
                self.done += 1


def start(county: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """The server, and the password of the director of a locality."""
    command = [HEADWAY, "serve", "--demo", "--no-open", "--county", str(county), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = ""
    while "Headway is at" not in said and server.stdout and (line := server.stdout.readline()):
        said += line
    [password] = re.findall(r"locality-director@demo\.example +(\S+)", said)
    for _ in range(100):
        with suppress(OSError):
            urllib.request.urlopen(f"http://localhost:{port}/sign-in/").close()
            break
        time.sleep(0.1)
    return server, password


def kept(county: Path) -> tuple[int, int]:
    """How many owners there are, and how many entries of the trail tell of one."""
    with closing(sqlite3.connect(county / "web" / "headway.sqlite3")) as con:
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [owners] = con.execute("SELECT count(*) FROM children_assignment").fetchone()
        [told] = con.execute("SELECT count(*) FROM trail_entry WHERE did = 'changed' AND why LIKE 'owner %'").fetchone()
    return owners, told


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_server_leaves_every_form_whole_or_undone(loaded: County, tmp_path: Path) -> None:
    county, port = shutil.copytree(loaded.folder, tmp_path / "county"), free_port()
    moments, acknowledged = random.Random(SEED), 0
    day = (date.today() + timedelta(days=3)).isoformat()
    for _ in range(KILLS):
        server, password = start(county, port)
        visitor = Visitor(f"http://localhost:{port}")
        visitor.post("/sign-in/", login="locality-director@demo.example", password=password)
        [child, *_] = re.findall(r'href="/children/child/\?id=([^"&]+)"', visitor.get("/children/"))
        sender = Thread(target=visitor.give_owners, args=(child, day))
        sender.start()
        time.sleep(moments.uniform(0.3, 1.5))
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        sender.join()
        acknowledged += visitor.done
        owners, told = kept(county)
        assert owners == told >= acknowledged > 0
