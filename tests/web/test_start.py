"""The web app starts safe: what production asks for, what the server refuses, what it makes in a new county."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from headway.county import County
from headway.county.folder import init_county
from headway.errors import RefusedError
from headway_web import environment
from headway_web.environment import read_environment

HEADWAY = str(Path(sys.executable).with_name("headway"))
GOOD = {
    "HEADWAY_PRODUCTION": "1",
    "HEADWAY_SECRET_KEY": "q7Jw-4nZ" * 6 + "xyz",
    "HEADWAY_HOSTS": "headway.example.gov.uk",
}
BAD = {
    "no key": {**GOOD, "HEADWAY_SECRET_KEY": ""},
    "a short key": {**GOOD, "HEADWAY_SECRET_KEY": "q7Jw-4nZ"},
    "a key of one letter": {**GOOD, "HEADWAY_SECRET_KEY": "a" * 60},
    "no name": {**GOOD, "HEADWAY_HOSTS": ""},
    "any name": {**GOOD, "HEADWAY_HOSTS": "*"},
}


@pytest.mark.parametrize("what", BAD)
def test_production_does_not_start_with(what: str) -> None:
    with pytest.raises(RefusedError):
        read_environment(BAD[what])


def test_a_machine_of_ones_own_has_a_key_that_stays(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    given = {"HEADWAY_COUNTY": str(tmp_path)}
    first, again = read_environment(given), read_environment(given)
    assert first.key == again.key and len(first.key) > 40 and not first.is_production
    assert first.hosts == ("localhost", "127.0.0.1", "[::1]")
    if os.name != "nt":
        assert (tmp_path / "web" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_start_that_was_cut_short_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "web").mkdir()
    given = {"HEADWAY_COUNTY": str(tmp_path)}

    def cut_short(path: Path) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(environment.disk, "flush_file", cut_short)
        with pytest.raises(OSError, match="no space"):
            read_environment(given)
    assert not (tmp_path / "web" / "secret_key").exists()
    assert len(read_environment(given).key) > 40


CHECK = """
import django; django.setup()
from django.conf import settings as s
from django.test import Client
answer = Client().get("/sign-in/", secure=True, headers={"host": "headway.example.gov.uk"})
assert answer.status_code == 200, answer.status_code
assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
assert all(c["secure"] and c["httponly"] for c in answer.cookies.values()) and answer.cookies
assert Client().get("/sign-in/", headers={"host": "headway.example.gov.uk"}).status_code == 301
assert Client().get("/sign-in/", secure=True, headers={"host": "elsewhere"}).status_code == 400
"""


def test_production_is_strict(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Testshire")
    own = {**os.environ, **GOOD, "HEADWAY_COUNTY": str(tmp_path / "county"), "DATABASE_URL": "sqlite://:memory:"}
    own["DJANGO_SETTINGS_MODULE"] = "headway_web.settings"
    found = subprocess.run([sys.executable, "-c", CHECK], env=own, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_serve_makes_a_county_ready_and_says_how_the_first_administrator_comes_in(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Testshire County Council")
    port = free_port()
    command = [HEADWAY, "serve", "--county", str(tmp_path / "county"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = [server.stdout.readline() for _ in range(3)] if server.stdout else []
            link = next(line.strip() for line in said if "/welcome/" in line)
            page = asked(link)
            assert "choose a password" in page and "Testshire County Council" in page
            assert asked(f"http://localhost:{port}/static/x/headway/headway.css", missing=True) == 404
        finally:
            server.terminate()
            server.wait(10)


def asked(address: str, missing: bool = False) -> str | int:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            if missing:
                return error.code
            raise
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


def test_others_may_not_reach_what_is_not_set_up_for_them(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Testshire")
    command = [HEADWAY, "serve", "--county", str(tmp_path / "county"), "--host", "0.0.0.0"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 6 and "Only this machine" in found.stderr


def test_people_of_a_demonstration_come_into_a_made_up_county_only(tmp_path: Path, loaded: County) -> None:
    init_county(tmp_path / "county", "Testshire")
    command = [HEADWAY, "serve", "--demo", "--no-start", "--county"]
    real = subprocess.run([*command, str(tmp_path / "county")], capture_output=True, text=True, check=False)
    assert real.returncode == 6 and "made-up county only" in real.stderr
    made_up = shutil.copytree(loaded.folder, tmp_path / "made_up", ignore=shutil.ignore_patterns("store"))
    said = subprocess.run([*command, str(made_up)], capture_output=True, text=True, check=True).stdout
    assert len(re.findall(r"@demo\.example   \S{20,}", said)) == 6
    assert "Locality director, North" in said and "Team manager, North Assessment 1" in said
    assert "http://localhost:8000" in said
