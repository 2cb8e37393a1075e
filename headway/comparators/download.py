"""Fetches the newest data sets from the Explore Education Statistics API: only when asked, and nothing is sent but the ask."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from headway.comparators.csv_file import heading_form
from headway.comparators.layouts import load_layouts
from headway.errors import FileError

API = "https://api.education.gov.uk/statistics/v1"
SECONDS = 60
_TODO = "Download the CSV files with a browser into a folder, and run: headway benchmarks refresh FOLDER."


def download(folder: Path, api: str = API) -> list[Path]:
    """Writes the newest file of every layout that the API has into ``folder``, and gives the files.

    Raises FileError, and writes nothing, when a data set cannot be fetched or is no CSV.
    """
    fetched = {
        f"{layout.id}.csv.gz" if content.startswith(b"\x1f\x8b") else f"{layout.id}.csv": content
        for layout in load_layouts()
        if layout.data_set
        for content in [_fetch(f"{api}/data-sets/{layout.data_set}/csv", layout.title)]
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in fetched.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in fetched]


def _fetch(address: str, title: str) -> bytes:
    try:
        with urlopen(Request(address, headers={"Accept": "text/csv"}), timeout=SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read()
    except HTTPError as error:
        raise FileError(f"The statistics service refused '{title}' ({error.code}).", address, _TODO) from None
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise FileError(f"The statistics service could not be reached ({reason}).", address, _TODO) from None
    if not content.startswith(b"\x1f\x8b") and "time_period" not in heading_form(
        content[:400].decode("utf-8", "ignore")
    ):
        raise FileError(f"What the statistics service sent for '{title}' is no table.", address, _TODO)
    return content
