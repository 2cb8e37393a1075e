"""The pack as a PDF that a screen reader can read (PDF/UA-1), set by Typst with the fonts that ship with Headway."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

from headway.errors import HeadwayError
from headway.publish.views import PackView, TruthView

_TODO = "Install Headway again; if that does not help, report this, without data."


class PdfError(HeadwayError):
    """The PDF could not be set as it should be: a fault in Headway, not in the council's data."""

    title = "The PDF could not be made"
    exit_code = 1


def pack_pdf(view: PackView, made_on: date) -> bytes:
    """The PDF's bytes, the same for the same view. Raises PdfError for anything that Typst warns of."""
    with _Typesetting(view) as typesetting:
        return typesetting.pdf(made_on)


def first_page_count(view: PackView, truth: TruthView) -> int:
    """How many pages the first page would take."""
    with _Typesetting(replace(view, truth=truth, sections=("truth",), measures=())) as typesetting:
        return typesetting.page_count()


class _Typesetting:
    """A folder with the template and the view in it, for as long as the PDF is being set."""

    def __init__(self, view: PackView) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="headway-pdf-"))
        with as_file(files("headway.publish") / "templates" / "board.typ") as template:
            shutil.copy(template, self.folder / "board.typ")
        text = json.dumps(asdict(view), ensure_ascii=False, default=str)
        (self.folder / "view.json").write_text(text, encoding="utf-8")

    def __enter__(self) -> _Typesetting:
        return self

    def __exit__(self, *problem: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def pdf(self, made_on: date) -> bytes:
        moment = datetime.combine(made_on, time(12), UTC)
        try:
            with as_file(files("headway.publish") / "fonts") as fonts:
                found, warnings = self._compiler(fonts).compile_with_warnings(
                    format="pdf", pdf_standards=["ua-1"], timestamp=moment
                )
        except typst.TypstError as error:
            raise PdfError("Typst refused the pack's page.", str(error)[:500], _TODO) from None
        if warnings:
            words = "; ".join(str(each) for each in warnings[:3])
            raise PdfError("Typst warned about the pack's page.", words[:500], _TODO)
        return bytes(found)

    def page_count(self) -> int:
        with as_file(files("headway.publish") / "fonts") as fonts:
            found = json.loads(self._compiler(fonts).query("<truth-end>", field="value", one=True))
        return int(found)

    def _compiler(self, fonts: Path) -> Any:
        return typst.Compiler(
            str(self.folder / "board.typ"), root=str(self.folder), font_paths=[str(fonts)], ignore_system_fonts=True
        )
