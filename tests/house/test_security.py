"""What SECURITY.md names as the place where a promise is held is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_place_that_is_named_is_there() -> None:
    named = re.findall(
        r"`((?:headway|headway_web|tests|docs|requirements)/[\w/.-]*)`", (ROOT / "SECURITY.md").read_text("utf-8")
    )
    assert len(named) > 30
    assert [place for place in named if not (ROOT / place).exists()] == []
