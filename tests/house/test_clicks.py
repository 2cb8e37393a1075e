"""A functional test says of each click whether it leads to another page, and then waits for that page."""

from __future__ import annotations

import re
from pathlib import Path

WEB = Path(__file__).parents[1] / "functional" / "web"


def test_nothing_is_clicked_but_by_follow_or_press() -> None:
    bare = re.compile(r"\.(click|dblclick|tap)\(")
    found = [path.name for path in sorted(WEB.glob("*.py")) for _ in bare.finditer(path.read_text(encoding="utf-8"))]
    assert found == ["reading.py"], (
        "use follow (to another page) or press (on this page) of tests/functional/web/reading.py"
    )
