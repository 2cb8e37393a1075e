"""Figures by group of children, as rows: for a person, and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from headway.cli.show import figure_cell
from headway.county.groups import GroupFigure, GroupFigures
from headway.evidence.words.of_change import signed_words

Row = dict[str, Any]


def group_records(found: Sequence[GroupFigures]) -> list[Row]:
    """Every group's figure for JSON and CSV, with its difference from the other groups in proportions."""
    return [_record(figures, each) for figures in found for each in figures.groups]


def group_rows(found: Sequence[GroupFigures]) -> list[Row]:
    """The same for a person: groups in which there is nobody are left out, and the verdict stands with the first."""
    rows: list[Row] = []
    for figures in found:
        shown = [each for each in figures.groups if _is_somebody(each)] or list(figures.groups[:1])
        rows += [_row(each, figures.said if number == 0 else "") for number, each in enumerate(shown)]
    return rows


def _is_somebody(each: GroupFigure) -> bool:
    of = each.observation
    return bool(of.denominator or of.cannot_tell or of.left_out or of.undated)


def _record(figures: GroupFigures, each: GroupFigure) -> Row:
    gap = each.gap
    return each.observation.as_record() | {
        "difference": gap.difference if gap else None,
        "difference_low": gap.low if gap else None,
        "difference_high": gap.high if gap else None,
        "is_apart": gap.is_apart if gap else None,
        "not_compared": each.why,
        "verdict": figures.verdict,
        "said": figures.said,
    }


def _row(each: GroupFigure, said: str) -> Row:
    of = each.observation
    gap = each.gap
    beside = f"{_points(gap.difference)} ({_points(gap.low)} to {_points(gap.high)})" if gap else each.why
    return {
        "measure": of.measure + (f"/{of.part}" if of.part else ""),
        "period": of.period,
        "place": of.place,
        "group": of.group,
        "value": figure_cell(of.value, of.shape),
        "met": of.numerator,
        "of": of.denominator,
        "cannot tell": of.cannot_tell,
        "points from the rest": beside,
        "status": of.status + (f": {of.why}" if of.why else ""),
        "all groups": said,
    }


def _points(size: float) -> str:
    return signed_words(100 * size, 0)
