"""A kept journey is never that of older code: the code that makes it may not change without its version.

After a change of that code raise ``BUILD_VERSION`` in ``headway/journey/built.py``, then run
``python -m tests.house.test_build_version`` and commit what it writes.
"""

from __future__ import annotations

import json
from pathlib import Path

from headway.identity import sha256_of_bytes
from headway.journey.built import BUILD_VERSION

ROOT = Path(__file__).parents[2]
STORED = Path(__file__).with_name("build_version.json")
TYPING = ("type_tables", "typing_report", "cell_sql", "codes", "blanks", "layout", "why")
# The version itself, and what only asks a journey that is made.
LEFT_OUT = ("built", "__init__", "journey", "on_day", "coverage", "filled", "identities", "timeline")


def code(text: str) -> str:
    """The lines of a module that do something or say something: without blank lines and comment lines."""
    return "\n".join(line for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))


def build_paths() -> list[Path]:
    journey = [path for path in (ROOT / "headway" / "journey").glob("*.py") if path.stem not in LEFT_OUT]
    return sorted([*journey, *(ROOT / "headway" / "returns" / f"{name}.py" for name in TYPING)])


def build_hash() -> str:
    parts = [f"{path.parent.name}/{path.name}\n{code(path.read_text(encoding='utf-8'))}" for path in build_paths()]
    return sha256_of_bytes("\n".join(parts).encode())


def test_the_code_that_makes_a_kept_journey_has_not_changed_without_its_version() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored["sha256"] == build_hash(), (
        "raise BUILD_VERSION" if stored["version"] == BUILD_VERSION else "store the new hash"
    ) + ": see the top of tests/house/test_build_version.py"
    assert stored["version"] == BUILD_VERSION


def test_a_comment_changes_nothing_and_code_does() -> None:
    assert code("a = 1\n\n# why\nb = 2\n") == code("a = 1\n    # other\nb = 2")
    assert code("a = 1") != code("a = 2")


def store() -> None:
    """Writes the hash of the code as it is now. Refused while the version is still the stored one of other code."""
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {"version": "", "sha256": ""}
    if stored["version"] == BUILD_VERSION and stored["sha256"] != build_hash():
        raise SystemExit("The code has changed and BUILD_VERSION has not: raise it in headway/journey/built.py first.")
    found = json.dumps({"version": BUILD_VERSION, "sha256": build_hash()}, indent=2)
    STORED.write_text(found + "\n", encoding="utf-8")


if __name__ == "__main__":
    store()
