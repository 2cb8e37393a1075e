"""The county that this web app is of: one folder, opened again when its county.yaml changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from headway.county import County
from headway.errors import FileError


def the_county() -> County:
    """The county of the settings. Raises FileError when its folder is not there any more."""
    folder = Path(settings.COUNTY_FOLDER)
    try:
        changed = (folder / "county.yaml").stat().st_mtime_ns
    except OSError:
        raise FileError(
            "The county folder cannot be reached.",
            f"{folder}",
            "Look whether it was moved, or whether its disk is there; then open the page again.",
        ) from None
    return _opened(folder, changed)


@lru_cache(maxsize=1)
def _opened(folder: Path, changed: int) -> County:
    return County.open(folder)
