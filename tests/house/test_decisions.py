"""Each decision has a number of its own, says what was decided and why."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_decision_says_what_and_why() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert "**Decided.**" in text and "**Why.**" in text, path.name
