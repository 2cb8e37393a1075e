"""One browser for all that is tried in one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.functional.browser import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed before other folders' tests: a loop that runs beside them would keep Django from its database."""
    with chromium() as found:
        yield found
