"""The board pack on disk: HTML, PDF, and every figure with its lineage.

A new folder appears whole or not at all. In a folder that is there each file is replaced whole, pack.json last: where
that is stopped halfway, pack.json is still the earlier pack's, and the pages may be newer than it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from headway import log
from headway.errors import FileError
from headway.publish.board_page import board_view, first_page
from headway.publish.contents import BoardContents
from headway.publish.html import pack_html
from headway.publish.lineage import pack_record
from headway.publish.outline import Outline, read_outline
from headway.publish.pdf import first_page_count, pack_pdf
from headway.publish.truth import ROOMS
from headway.publish.views import PackView

HTML, PDF, FIGURES = "board.html", "board.pdf", "pack.json"


@dataclass(frozen=True)
class PackFiles:
    """What was written."""

    html: Path
    pdf: Path
    figures: Path


def write_board_pack(contents: BoardContents, out: Path) -> PackFiles:
    """Writes board.html, board.pdf and pack.json into ``out``; an earlier pack's files there are replaced one by one.

    Raises FileError when the folder cannot be written, PdfError when the PDF cannot be set.
    """
    with log.stage("lay out the pack"):
        view = fitted_view(contents, read_outline("board"))
    with log.stage("draw the pack"):
        pages = {HTML: pack_html(view).encode(), PDF: pack_pdf(view, contents.made_on)}
    record = json.dumps(pack_record(contents, view, pages), indent=1, ensure_ascii=False) + "\n"
    made = {**pages, FIGURES: record.encode()}
    try:
        _move_in(made, out)
    except OSError as error:
        raise FileError(
            f"The pack could not be written ({error.strerror}).",
            f"{out}",
            "Run the command again, or choose another folder; some of the earlier pack's files may be replaced."
            if out.is_dir()
            else "Choose another folder; nothing was changed.",
        ) from None
    return PackFiles(out / HTML, out / PDF, out / FIGURES)


def fitted_view(contents: BoardContents, outline: Outline) -> PackView:
    """The pack's view with the first page cut to one page; what is left off it says where it stands."""
    view = board_view(contents, outline)
    for room in ROOMS:
        view = replace(view, truth=first_page(contents, outline, room))
        if first_page_count(view, view.truth) == 1:
            break
    return view


def _move_in(made: dict[str, bytes], out: Path) -> None:
    """Writes beside the folder first. A new folder appears whole; in one that is there, each is replaced whole, in order."""
    out.parent.mkdir(parents=True, exist_ok=True)
    preparing = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, content in made.items():
            (preparing / name).write_bytes(content)
        if not out.exists():
            preparing.chmod(0o755)
            preparing.replace(out)
            return
        for name in (HTML, PDF, FIGURES):
            (preparing / name).replace(out / name)
    finally:
        shutil.rmtree(preparing, ignore_errors=True)
