"""What a person's words ask for: figures of the catalogue, or published series by their own id."""

from __future__ import annotations

from collections.abc import Sequence

from headway.catalogue import nearest_names
from headway.comparators.beside import Beside
from headway.comparators.compare import Comparators
from headway.errors import UnknownNameError


def asked_for(held: Comparators, names: Sequence[str]) -> list[Beside]:
    """The benchmarked figures named: catalogue ids (RF05 is all of its parts), or series ids. All, when none is named.

    Raises UnknownNameError with the nearest names, and with the reason where nothing published may stand beside it.
    """
    rows = [row for row in held.besides.rows if row.is_benchmarked]
    return rows if not names else [row for name in names for row in _of_name(held, rows, name)]


def _of_name(held: Comparators, rows: Sequence[Beside], name: str) -> list[Beside]:
    wanted = name.strip().lower()
    found = [row for row in rows if wanted in (row.figure.lower(), row.figure.split("/")[0].lower())]
    if found:
        return found
    if wanted in held.series.by_id:
        used = [row for row in rows if row.series == wanted]
        alone = Beside(figure="", series=wanted, rule="exact", from_annex_a="not computed", why=())
        return used[:1] or [alone]
    refused = held.besides.of(name.strip())
    why = refused.why[0] if refused and refused.why else held.besides.nothing.get(name.strip(), "")
    known = [*(row.figure for row in rows), *held.series.by_id]
    near = nearest_names(name, known)
    raise UnknownNameError(
        f"No published figure stands beside '{name}'.",
        why or "'headway benchmarks list' shows every figure and what stands beside it.",
        f"Did you mean {near}?" if near and not why else "Ask for a figure of that list.",
    )
