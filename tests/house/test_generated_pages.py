"""The generated reference is what the code would write today."""

from __future__ import annotations

import pytest

from docs.generate import PAGES, REFERENCE

# Its situations are run in tests/acceptance/errors, and the page is compared there.
ELSEWHERE = "errors.md"


@pytest.mark.parametrize("name", sorted(set(PAGES) - {ELSEWHERE}))
def test_a_generated_page_is_fresh(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run 'make docs' and commit"
