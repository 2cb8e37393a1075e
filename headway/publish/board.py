"""The board pack on disk: HTML, PDF, and every figure with its lineage.

A new folder appears whole or not at all. In a folder that is there nothing is replaced until all of it has been written
beside; then each file is, whole, pack.json last, and where one cannot be, those before it are put back. Where the command
dies between two of them, pack.json is still the earlier pack's: it holds the hash of each page that belongs to it, so that
``headway verify`` sees the mix and says it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from headway import log
from headway.errors import FileError
from headway.publish.board_page import board_view, first_page
from headway.publish.contents import BoardContents
from headway.publish.html import pack_html
from headway.publish.lineage import pack_record, pages_record
from headway.publish.outline import Outline, read_outline
from headway.publish.pdf import first_page_count, pack_pdf
from headway.publish.record_text import record_fields, record_text
from headway.publish.truth import ROOMS
from headway.publish.views import PackView
from headway.store import disk

HTML, PDF, FIGURES = "board.html", "board.pdf", "pack.json"


@dataclass(frozen=True)
class PackFiles:
    """What was written."""

    html: Path
    pdf: Path
    figures: Path


def write_board_pack(
    contents: BoardContents, out: Path, keep: Callable[[bytes], None] = lambda figures: None
) -> PackFiles:
    """Writes board.html, board.pdf and pack.json into ``out``; an earlier pack's files there are replaced one by one.

    ``keep`` is given pack.json before anything appears: no pack is ever out that was not kept, and one that was kept and
    could not be put out is the same, to the moment, when it is made again.

    Raises FileError when the folder cannot be written, PdfError when the PDF cannot be set.
    """
    with log.stage("lay out the pack"):
        view = fitted_view(contents, read_outline("board"))
    # Typst works outside Python: meanwhile the rest is written.
    with log.stage("draw the pack"), ThreadPoolExecutor(1) as aside:
        setting = aside.submit(pack_pdf, view, contents.made_on)
        html = pack_html(view).encode()
        fields = record_fields(pack_record(contents, view))
        pages = {HTML: html, PDF: setting.result()}
    fields += record_fields(pages_record(pages))
    made = {**pages, FIGURES: record_text(fields).encode()}
    keep(made[FIGURES])
    try:
        _move_in(made, out)
    except OSError as error:
        raise FileError(
            f"The pack could not be written ({error.strerror}).",
            f"{out}",
            f"{'Run the command again, or choose another folder' if out.is_dir() else 'Choose another folder'};"
            " nothing was changed.",
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
    """Every file is written and flushed aside first; then a new folder appears whole, or each file is replaced in order."""
    disk.make_folder(out.parent)
    if not out.exists():
        with disk.folder_aside(out) as aside:
            for name, content in made.items():
                disk.write_file(aside / name, content)
            disk.flush_all(aside)
            if disk.rename_folder(aside, out):
                return
    disk.replace_files({out / name: made[name] for name in (HTML, PDF, FIGURES)})
