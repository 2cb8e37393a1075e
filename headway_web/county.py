"""The county that this web app is of: one folder, opened again when one of its files changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from headway.county import County
from headway.county.folder import county_files
from headway.errors import FileError


def the_county() -> County:
    """The county of the settings. Raises FileError when its folder is not there any more."""
    folder = Path(settings.COUNTY_FOLDER)
    try:
        (folder / "county.yaml").stat()
        changed = tuple(_changed_at(folder / name) for name in county_files(folder))
    except OSError:
        raise FileError(
            "The county folder cannot be reached.",
            f"{folder}",
            "Look whether it was moved, or whether its disk is there; then open the page again.",
        ) from None
    return _opened(folder, changed)


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=1)
def _opened(folder: Path, changed: tuple[int, ...]) -> County:
    return County.open(folder)
