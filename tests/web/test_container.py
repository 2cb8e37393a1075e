"""The container file: what it names is there, dependencies come by hash, nobody runs as root, and nothing secret is in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from headway.county.folder import init_county
from headway_web.alive import is_alive
from tests.web.test_start import GOOD, HEADWAY, free_port

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")
STEPS = [line for line in re.sub(r" *\\\n *", " ", TEXT).splitlines() if line and not line.startswith("#")]


def steps(kind: str) -> list[str]:
    """What stands after each step of a kind."""
    return [line.split(" ", 1)[1] for line in STEPS if line.startswith(f"{kind} ")]


def copied() -> list[str]:
    """Every file and folder that comes from the project."""
    return [name for each in steps("COPY") if not each.startswith("--from") for name in each.split()[:-1]]


def test_every_file_that_it_names_is_there_and_goes_to_the_builder() -> None:
    listed = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in listed, "nothing goes to the builder that is not named"
    sent = [line.removeprefix("!") for line in listed if line.startswith("!")]
    assert len(copied()) >= 8
    for name in copied():
        assert (ROOT / name).exists(), name
        assert any(fnmatch(name, each) or name.startswith(f"{each}/") for each in sent), f"{name} stays behind"
    assert [each for each in sent if not any(name.split("/")[0] == each for name in copied())] == []


def test_whatever_is_installed_has_its_hash_or_is_headway_itself() -> None:
    installs = [each.strip() for run in steps("RUN") for each in run.split("&&") if "pip install" in each]
    assert len(installs) == 3
    for each in installs:
        named = re.search(r" -r (requirements/\w+\.txt)$", each)
        if named:
            assert " --require-hashes " in each and named[1] in copied()
            text = re.sub(r" *\\\n *", " ", (ROOT / named[1]).read_text(encoding="utf-8"))
            pinned = [line for line in text.splitlines() if re.match(r"\w", line)]
            assert pinned and all("==" in line and "--hash=sha256:" in line for line in pinned)
        else:
            assert " --no-deps --no-index " in each and each.endswith(" dist/*.whl")


def test_the_lock_with_postgresql_has_every_dependency_as_the_lock_without_it() -> None:
    core, whole = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / name).read_text(encoding="utf-8"), re.M))
        for name in ("core.txt", "postgres.txt")
    )
    assert core.items() < whole.items() and "psycopg" in whole


def test_it_runs_as_nobody_in_particular_in_production_and_holds_no_secret() -> None:
    last = STEPS[max(n for n, line in enumerate(STEPS) if line.startswith("FROM ")) :]
    user = next(line.split()[1] for line in last if line.startswith("USER "))
    assert user.isdecimal() and int(user) > 0
    assert [line for line in last if line.startswith("RUN ")] == [
        line for line in last[: last.index(f"USER {user}")] if line.startswith("RUN ")
    ]
    given = " ".join([*steps("ENV"), *steps("ARG")])
    assert "HEADWAY_PRODUCTION=1" in given
    assert not re.search(r"KEY|SECRET|PASSWORD|TOKEN|DATABASE_URL|HEADWAY_HOSTS", given)


def test_it_says_whether_it_answers(tmp_path: Path) -> None:
    assert '"-m", "headway_web.alive"' in steps("HEALTHCHECK")[0]
    init_county(tmp_path / "county", "Testshire")
    port = free_port()
    own = {**os.environ, **GOOD, "HEADWAY_COUNTY": str(tmp_path / "county")}
    asks = [sys.executable, "-m", "headway_web.alive", str(port)]
    assert subprocess.run(asks, env=own, check=False).returncode == 1, "nobody is there yet"
    command = [HEADWAY, *re.findall(r'"([^"]+)"', steps("CMD")[0]), "--port", str(port)]
    with subprocess.Popen(command, env=own, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert any("Headway is at" in line for line in server.stdout)
            for _ in range(50):
                found = subprocess.run(asks, env=own, check=False).returncode
                if found == 0:
                    break
            assert found == 0
            assert subprocess.run(asks, env={**own, "HEADWAY_HOSTS": "elsewhere"}, check=False).returncode == 1
        finally:
            server.terminate()
            server.wait(10)
    assert not is_alive(port)
