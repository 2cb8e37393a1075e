"""Django started for tests and for the generated reference: a county folder that is empty, a key that is no secret."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from headway.county.folder import init_county

NAME = "Testshire County Council"


def start() -> None:
    """Django set up, once in a process."""
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    folder = Path(tempfile.mkdtemp(prefix="headway-web-")) / "county"
    init_county(folder, NAME)
    os.environ["HEADWAY_COUNTY"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "headway_web.settings"
    import django

    django.setup()
    # The variable is a person's choice everywhere else: other tests look without it.
    del os.environ["HEADWAY_COUNTY"]
