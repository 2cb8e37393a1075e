"""The pack as a PDF that a screen reader can read (PDF/UA-1), set by Typst with the fonts that ship with Headway."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
        return typeset(
            self.folder / "board.typ", "the pack's page", format="pdf", pdf_standards=["ua-1"], timestamp=moment
        )

    def page_count(self) -> int:
        with _compiler(self.folder / "board.typ") as compiler:
            return int(json.loads(compiler.query("<truth-end>", field="value", one=True)))


def typeset(page: Path, what: str, **form: Any) -> bytes:
    """What Typst makes of a page that may read its own folder alone. Raises PdfError for anything that it warns of."""
    try:
        with _compiler(page) as compiler:
            found, warnings = compiler.compile_with_warnings(**form)
    except typst.TypstError as error:
        raise PdfError(f"Typst refused {what}.", str(error)[:500], _TODO) from None
    if warnings or not isinstance(found, bytes):
        words = "; ".join(str(each) for each in warnings[:3])
        raise PdfError(f"Typst warned about {what}.", words[:500], _TODO)
    return found


@contextmanager
def _compiler(page: Path) -> Iterator[Any]:
    """Typst for the page, with the fonts that ship with Headway and no others."""
    with as_file(files("headway.publish") / "fonts") as fonts:
        yield typst.Compiler(str(page), root=str(page.parent), font_paths=[str(fonts)], ignore_system_fonts=True)
