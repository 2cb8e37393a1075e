"""The data: loads with their passports, files that are looked at before they are loaded, and a worker that may be killed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from headway.county import County
from headway.county.folder import init_county
from headway.store import LoadManifest
from headway_web.accounts.roles import ROLES
from headway_web.data.forms import MOST_FILES
from headway_web.data.models import State, Upload
from headway_web.data.worker import GAVE_UP, MOST_TRIES, one_step
from headway_web.trail.models import Entry
from tests.told import IDS

pytestmark = pytest.mark.django_db
SCRIPT = """
import sys
from pathlib import Path
from headway_web.serve import prepare
county, workbook = Path(sys.argv[1]), Path(sys.argv[2])
prepare(county, say=lambda words: None)
from django.core.files.uploadedfile import SimpleUploadedFile
from headway_web.accounts.actions import add_person
from headway_web.data.actions import bring
from headway_web.data.models import Upload
person = add_person(by=None, name="Kim Vale", email="kim@example.gov.uk")
bring(by=person, under=None, files=[SimpleUploadedFile(workbook.name, workbook.read_bytes())], as_at=None)
Upload.objects.update(state="accepted", found={})
"""


@pytest.fixture
def own(loaded: County, tmp_path: Path, settings: Any) -> County:
    """A copy of the county that a test may change."""
    county = County.open(Path(shutil.copytree(loaded.folder, tmp_path / "county")))
    settings.COUNTY_FOLDER = county.folder
    return county


@pytest.fixture
def empty(tmp_path: Path, settings: Any) -> County:
    """A county without a load."""
    init_county(tmp_path / "empty", "Testshire County Council")
    settings.COUNTY_FOLDER = tmp_path / "empty"
    return County.open(tmp_path / "empty")


def workbook(loaded: County) -> Path:
    """The newest workbook that the loaded county was made from."""
    return max(loaded.folder.parent.glob("annex_a_*.xlsx"))


def newest_of(county: County) -> LoadManifest:
    """The newest Annex A of the county; three extracts of the same day are in effect beside it."""
    return [load for load in county.loads() if load.return_name == "annex_a"][-1]


def bring(client: Client, *files: tuple[str, bytes], **more: str) -> Any:
    """Files sent through the form."""
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/data/upload/", {"given": given, **more})


def test_every_load_is_there_with_its_passport_and_no_child(signed_in: Callable[..., Client], own: County) -> None:
    client, loads = signed_in("analyst"), own.loads()
    page = client.get("/data/").content.decode()
    assert all(load.load_id in page for load in loads) and f"{len(loads)} loads are in effect" in page
    newest = newest_of(own)
    assert "Names of children" in page and "the newest Annex A is as at" in page
    passport = client.get(f"/data/loads/{newest.load_id}/").content.decode()
    assert newest.sha256 in passport and newest.as_at_basis in passport
    found = client.get(f"/data/loads/{newest.load_id}.json").json()
    assert found["row_count"] == sum(table.row_count for table in newest.tables)
    assert found["unreadable_count"] == sum(each["cells"] for each in newest.report["unreadable"]) > 0
    rows = list(csv.DictReader(io.StringIO(client.get("/data.csv").content.decode("utf-8-sig"))))
    assert [row["load_id"] for row in rows] == [load.load_id for load in reversed(loads)]
    assert not any(IDS.search(text) for text in (page, passport, str(found), str(rows)))
    assert client.get("/data/loads/none/").status_code == 404


def test_an_own_measure_that_is_wrong_is_named_until_it_is_corrected(
    signed_in: Callable[..., Client], own: County
) -> None:
    client = signed_in("analyst")
    assert "left out" not in client.get("/data/").content.decode()
    wrong = own.folder / "measures" / "local" / "our_own.md"
    wrong.parent.mkdir(parents=True)
    wrong.write_text("---\ntitle: Ours\n---\n")
    page = client.get("/data/").content.decode()
    assert "1 of the council's own measures is left out" in page
    assert "Left out, measures/local/our_own.md: " in page
    wrong.unlink()
    assert "left out" not in client.get("/data/").content.decode()


def test_it_says_who_waits_for_what(signed_in: Callable[..., Client], own: County, loaded: County) -> None:
    client = signed_in("analyst")
    before = client.get("/data/").content.decode()
    needed = own.measures.needed
    counts = re.findall(r"<p>(\d+) measures? waits? for <b>([^<]+)</b>", before)
    assert sum(int(count) for count, _ in counts) == len(needed) > 0
    assert {name for _, name in counts} == {each.front.needs.return_ for each in needed}
    missing = re.findall(r"<b>([^<]+)</b> is not in the newest Annex A", before)
    assert missing == newest_of(own).report["missing_lists"] and "brought by" not in before
    book = workbook(loaded)
    bring(client, (book.name, book.read_bytes()))
    assert f"{book.name}</a>, brought by Kim Vale on" in client.get("/data/").content.decode()
    Upload.objects.update(state=State.LEFT)
    assert "brought by Kim Vale" not in client.get("/data/").content.decode()


@pytest.mark.parametrize("role", [role.id for role in ROLES if "manage_data" not in role.rights])
def test_nobody_else_opens_the_data(role: str, signed_in: Callable[..., Client], own: County) -> None:
    client, load = signed_in(role), newest_of(own).load_id
    for address in ("/data/", "/data.json", "/data.csv", "/data/upload/", f"/data/loads/{load}/"):
        assert client.get(address).status_code == 403, address
    assert client.post(f"/data/loads/{load}/withdraw/", {"why": "because"}).status_code == 403
    assert bring(client, ("a.csv", b"x")).status_code == 403
    assert len(own.loads()) == 6 and not Upload.objects.exists()


def test_a_load_is_withdrawn_with_a_reason_once(signed_in: Callable[..., Client], own: County) -> None:
    client, load = signed_in("analyst"), newest_of(own).load_id
    address = f"/data/loads/{load}/withdraw/"
    assert "Say why the load is wrong" in client.post(address, {"why": " "}).content.decode()
    assert len(own.loads()) == 6
    assert "is withdrawn" in client.post(address, {"why": "the wrong file"}).content.decode()
    assert "govuk-error-summary" in client.post(address, {"why": "again"}).content.decode()
    assert len(own.loads()) == 5 and "the wrong file" in client.get(f"/data/loads/{load}/").content.decode()
    assert Entry.objects.filter(what="load", which=load, why="withdrawn: the wrong file").count() == 1
    assert client.get(address).status_code == 302


def test_a_workbook_is_shown_before_it_is_loaded_and_loaded_once(
    signed_in: Callable[..., Client], loaded: County, empty: County
) -> None:
    client, path = signed_in("analyst"), workbook(loaded)
    address = bring(client, (path.name, path.read_bytes())).headers["Location"]
    waiting = client.get(address)
    assert waiting.headers["Refresh"] and "It waits for its turn" in waiting.content.decode()
    one_step(Upload.objects.get())
    seen = client.get(address)
    assert "Nothing is loaded yet" in seen.content.decode() and "Refresh" not in seen.headers and not empty.loads()
    known = newest_of(loaded)
    found = Upload.objects.get().found
    assert found["row_count"] == sum(table.row_count for table in known.tables)
    cells = sum(each["cells"] for each in known.report["unreadable"])
    assert found["unreadable_count"] == sum(len(each["rows"]) for each in found["unreadable"]) == cells
    mend = client.get(f"{address}to-mend.csv").content.decode("utf-8-sig")
    assert mend.count("\n") == len(found["unreadable"]) + 1 and "SYN" not in mend + seen.content.decode()
    for _ in range(2):
        assert client.post(f"{address}decide/", {"decision": "load"}).status_code == 302
    one_step(Upload.objects.get())
    upload = Upload.objects.get()
    assert (upload.state, upload.load_id) == (State.LOADED, known.load_id)
    assert [load.load_id for load in empty.loads()] == [known.load_id]
    assert empty.loads()[0].received_by == str(upload.by)
    assert known.load_id in client.get(address).content.decode()
    client.post(f"{address}decide/", {"decision": "leave"})
    assert Upload.objects.get().state == State.LOADED
    assert Entry.objects.filter(what="upload", why="accepted").count() == 1


def test_another_file_of_a_day_that_is_loaded_corrects_it(
    signed_in: Callable[..., Client], loaded: County, own: County
) -> None:
    client, path, last = signed_in("analyst"), workbook(loaded), newest_of(own)
    content = path.read_bytes() + b"\0"
    address = bring(client, (path.name, content)).headers["Location"]
    one_step(Upload.objects.get())
    upload = Upload.objects.get()
    assert upload.state == State.LOOKED, upload.error
    assert "would correct it" in client.get(address).content.decode() and upload.found["same_day"] == last.load_id
    client.post(f"{address}decide/", {"decision": "load"})
    one_step(Upload.objects.get())
    assert newest_of(own).corrects == last.load_id and len(own.loads()) == 6


def test_a_file_that_cannot_be_used_says_what_where_and_what_to_do(
    signed_in: Callable[..., Client], empty: County
) -> None:
    client = signed_in("analyst")
    address = bring(client, ("lists.xlsx", b"no workbook at all")).headers["Location"]
    one_step(Upload.objects.get())
    upload = Upload.objects.get()
    page = client.get(address).content.decode()
    assert upload.state == State.REFUSED and len(upload.error) == 3 and "govuk-error-summary" in page
    assert "nothing was loaded" in page and not empty.loads()
    assert client.get(f"{address}to-mend.csv").status_code == 404


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ((), "Choose a file"),
        ((("list.pdf", b"x"),), "is no workbook and no CSV file"),
        ((("a.csv", b""),), "A file is empty"),
        ((("a.csv", b"x"), ("A.csv", b"y")), "Two files have the same name"),
        (tuple((f"{n}.csv", b"x") for n in range(MOST_FILES + 1)), f"at most {MOST_FILES}"),
        ((("a.csv", b"x" * 2_000_001),), "more than 2 MB"),
    ],
)
def test_what_is_no_upload_is_told_at_its_field(
    files: tuple[tuple[str, bytes], ...],
    words: str,
    signed_in: Callable[..., Client],
    empty: County,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("headway_web.data.forms.MOST_MEGABYTES", 2)
    page = bring(signed_in("analyst"), *files).content.decode()
    assert words in page and 'href="#id_given"' in page and not Upload.objects.exists()


def test_a_step_that_is_cut_off_again_and_again_is_given_up(signed_in: Callable[..., Client], empty: County) -> None:
    bring(signed_in("analyst"), ("a.csv", b"x"))
    Upload.objects.update(tries=MOST_TRIES)
    one_step(Upload.objects.get())
    upload = Upload.objects.get()
    assert (upload.state, upload.error) == (State.FAILED, GAVE_UP)


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_of_a_load_loses_nothing(loaded: County, tmp_path: Path) -> None:
    county, path = tmp_path / "county", workbook(loaded)
    init_county(county, "Testshire County Council")
    made = [sys.executable, "-c", SCRIPT, str(county), str(path)]
    subprocess.run(made, check=True)
    command = [sys.executable, "-m", "headway_web.data.worker", str(county)]

    def row(column: str) -> Any:
        with sqlite3.connect(county / "web" / "headway.sqlite3") as con:
            return con.execute(f"SELECT {column} FROM data_upload").fetchone()[0]

    said = county / "web" / "uploads" / "1" / "said"
    with subprocess.Popen(command) as worker:
        until = time.monotonic() + 60
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(worker.pid, signal.SIGKILL)
    assert (row("state"), row("tries")) == ("accepted", 1)
    assert County.open(county).loads() == ()
    subprocess.run(command, check=True)
    annex_a = [each.load_id for each in loaded.loads() if each.return_name == "annex_a"]
    assert (row("state"), row("load_id")) == ("loaded", annex_a[-1])
    assert len(County.open(county).loads()) == 1 and not (county / "web" / "uploads" / "1").exists()
