"""The table of a measure's page: every month drawn, the county and each place, newest first."""

from __future__ import annotations

from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import SeriesPoint
from headway.evidence.words import SIGN_NOT_SAID, SIGNS
from headway.publish.charting import Judged
from headway.publish.contents import BoardContents
from headway.publish.shown import figure_id, measure_name, month_cell, point_n, shape_of, short_month, total
from headway.publish.views import Cell, MonthRow


def table_heads(c: BoardContents, each: MeasureEvidence) -> tuple[str, ...]:
    """The table's headings."""
    many = ("n",) if shape_of(each) != "count" else ()
    return ("Month", "County", *many, *_places(c, each), *_elsewhere_head(each), "Could not tell", "Signal")


def month_rows(c: BoardContents, each: MeasureEvidence, found: Judged) -> tuple[MonthRow, ...]:
    """A row for each month drawn, newest first."""
    marks = {point.month: point for point in found.points()}
    places = {place: {p.month: p for p in each.localities[place].points} for place in _places(c, each)}
    unsaid = found.unsaid()
    rows = []
    for point in reversed(each.county.points[found.offset :]):
        name, shape, county = measure_name(each), shape_of(each), each.county.place
        whole = month_cell(name, shape, county, point)
        cells = [Cell(whole.words, "", whole.figure)]
        if shape != "count":
            cells.append(Cell(point_n(shape, point) or "–"))
        cells += [_place_cell(each, place, own.get(point.month)) for place, own in places.items()]
        if _elsewhere_head(each):
            cells.append(Cell(_elsewhere(each, point, [own.get(point.month) for own in places.values()])))
        said = SIGN_NOT_SAID if point.start in unsaid else SIGNS[marks[point.start].kind]
        sign = said if point.value is not None else "–"
        cells += [Cell(f"{point.cannot_tell or 0:,}" if point.status == "ok" else "–"), Cell(sign)]
        rows.append(MonthRow(short_month(point.start), tuple(cells)))
    return tuple(rows)


def _places(c: BoardContents, each: MeasureEvidence) -> tuple[str, ...]:
    return tuple(place for place in c.places if place in each.localities)


def _place_cell(each: MeasureEvidence, place: str, point: SeriesPoint | None) -> Cell:
    if point is None:
        return Cell("not covered")
    cell = month_cell(measure_name(each), shape_of(each), place, point)
    has_n = shape_of(each) == "proportion" and cell.n
    return Cell(
        cell.words, f"({point.denominator:,})" if has_n else "", figure_id(measure_name(each), point.month, place)
    )


def _elsewhere_head(each: MeasureEvidence) -> tuple[str, ...]:
    """A column for rows of no locality; none where a child counts once and may move, so that parts do not add up."""
    is_once = each.page.counts_child_once(each.part)
    return () if is_once or shape_of(each) == "rate" else ("Elsewhere",)


def _elsewhere(each: MeasureEvidence, whole: SeriesPoint, own: list[SeriesPoint | None]) -> str:
    """The county without its localities: not placed, or with a county-wide team."""
    if whole.value is None:
        return "–"
    numerator = (whole.numerator or 0) - total(p.numerator if p else 0 for p in own)
    denominator = (whole.denominator or 0) - total(p.denominator if p else 0 for p in own)
    if shape_of(each) == "count":
        return f"{numerator:,}"
    return f"{numerator:,} of {denominator:,}" if denominator > 0 else "no rows"
