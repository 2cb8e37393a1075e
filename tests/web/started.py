"""Django started for tests and for the generated reference: a county folder that is empty, a key that is no secret."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from headway.county.folder import init_county

NAME = "Testshire County Council"


def start() -> None:
    """Django set up, once in a process. Nothing stays in the environment: other tests, and processes they start, look."""
    from django.conf import settings

    if settings.configured:
        return
    folder = Path(tempfile.mkdtemp(prefix="headway-web-")) / "county"
    init_county(folder, NAME)
    own = {"HEADWAY_COUNTY": str(folder), "DJANGO_SETTINGS_MODULE": "headway_web.settings"}
    before = {name: os.environ.pop(name, None) for name in own}
    os.environ.update(own)
    try:
        import django

        django.setup()
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
