"""pack.json: every figure of the pack with its lineage, from the loads that could hold its rows to the words shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from headway import __version__
from headway.catalogue import definition_hashes, program_version
from headway.comparators import Comparison, NotPublished, PublishedFigure
from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.identity import sha256_of_bytes
from headway.measures import Observation
from headway.periods import day_words
from headway.publish.contents import EDITION, BoardContents
from headway.publish.plan_record import luck_record, masked_record, recommendation_record
from headway.publish.say import plain_text
from headway.publish.shown import figure_id, measure_name, observed_cell, point_words, shape_of
from headway.publish.views import PackView

FORMAT = 2
"""Since 2 a pack says exactly what it was made from, so that it can be made again and compared."""
DEFINED_IN = ("codelists", "journey", "measures", "packs", "published", "reasons", "returns")
RATES = (
    "A rate is for every 10,000 children, as over a year; its numerator is a count. Its denominator is null: the"
    " population that it is of stands in the council's own file."
)


def pack_record(c: BoardContents, view: PackView) -> dict[str, Any]:
    """The whole record but for the pages beside it (``pages_record``). No child's key is in it: counts only."""
    return {
        "format": FORMAT,
        "pack": view.title,
        "county": c.county,
        "edition": EDITION,
        "made_at": c.made_at.isoformat(),
        **pack_sources(c),
        "as_at_words": day_words(c.as_at),
        "data_age_days": c.data_age_days,
        "headline": view.truth.headline,
        "recommendations": [recommendation_record(each) for each in c.plan.recommendations],
        "luck": luck_record(c.plan.judgements),
        "hidden": [{"measure": measure_name(each), **masked_record(m)} for each in c.evidence for m in each.masked],
        "rates": RATES,
        "figures": [figure for each in c.evidence for figure in figures_of(c, each)],
        "beside": [_beside(name, found) for name, found in c.beside.items() if isinstance(found, Comparison)],
        "children": _children(c),
        "cannot_tell": [plain_text(line) for line in view.data.cannot_tell],
    }


def pages_record(pages: Mapping[str, bytes]) -> dict[str, Any]:
    """The record's last field: the hash of each file that stands beside it."""
    return {"pages": {name: sha256_of_bytes(content) for name, content in pages.items()}}


def pack_sources(c: BoardContents) -> dict[str, Any]:
    """All that the pack is made from, by hash: packs made from the same are the same."""
    return {
        "as_at": c.as_at.isoformat(),
        "made_on": c.made_on.isoformat(),
        "made_with": {"headway": __version__, "program": program_version()},
        "loads": [_load(c, number) for number in range(len(c.loads))],
        "plan_as_at": (c.plan_as_at or c.made_on).isoformat(),
        "plan_state": c.plan_state,
        "county_files": dict(c.county_files),
        "published_figures": list(c.published),
        "previous_pack": c.previous_pack,
        "definition_version": c.definition_version,
        "definitions": dict(definition_hashes(*DEFINED_IN)),
    }


def figures_of(c: BoardContents, each: MeasureEvidence) -> list[dict[str, Any]]:
    """Every figure of one measure: its months by place, then its last 12 months, or of a stock its last day."""
    found = [_month(c, each, s, point) for s in (each.county, *each.localities.values()) for point in s.points]
    known = {figure["id"] for figure in found}
    others = [_observed(c, each, o) for o in (each.latest, *each.year.values())]
    return [*found, *(figure for figure in others if figure["id"] not in known)]


def _lineage(c: BoardContents, each: MeasureEvidence, found: SeriesPoint | Observation, start: date) -> dict[str, Any]:
    """The definition, and the numbers of the loads that could hold the figure's rows: a stock's from its state on."""
    first = found.state_on if each.page.front.timing == "stock" else start
    own = [n for n, load in enumerate(c.loads) if first is not None and load.as_at >= first]
    return {"definition": each.page.version, "loads": own}


def _month(c: BoardContents, each: MeasureEvidence, series: PlaceSeries, point: SeriesPoint) -> dict[str, Any]:
    return {
        "id": figure_id(measure_name(each), point.month, series.place),
        "measure": each.page.id,
        "part": each.part,
        "catalogue": each.page.catalogue_of(each.part),
        "shape": shape_of(each),
        "level": series.level,
        "place": series.place,
        "period": point.month,
        "period_start": point.start.isoformat(),
        "period_end": point.end.isoformat(),
        "numerator": point.numerator,
        "denominator": None if shape_of(each) == "rate" else point.denominator,
        "cannot_tell": point.cannot_tell,
        "low": point.low,
        "high": point.high,
        "value": point.value,
        "status": point.status,
        "coverage": point.coverage,
        "shown": point_words(shape_of(each), point),
        **_lineage(c, each, point, point.start),
    }


def _observed(c: BoardContents, each: MeasureEvidence, found: Observation) -> dict[str, Any]:
    name = measure_name(each)
    return {
        "id": figure_id(name, found.period, found.place),
        **found.as_record(),
        "denominator": None if found.shape == "rate" else found.denominator,
        "shown": observed_cell(name, found).words,
        **_lineage(c, each, found, found.period_start),
    }


def _load(c: BoardContents, number: int) -> dict[str, Any]:
    load = c.loads[number]
    return {
        "number": number,
        "load_id": load.load_id,
        "return": load.return_name,
        "sha256": load.sha256,
        "as_at": load.as_at.isoformat(),
        "as_at_basis": load.as_at_basis,
        "received_at": load.received_at.isoformat(),
        "reader_version": load.reader_version,
        "definition_version": load.definition_version,
        "rows": {table.name: table.row_count for table in load.tables},
        "tables": {table.name: table.sha256 for table in load.tables},
        "missing_lists": load.report.get("missing_lists", []),
        "empty_lists": load.report.get("empty_lists", []),
    }


def _beside(name: str, found: Comparison) -> dict[str, Any]:
    """The published figures beside a measure, as they were published: a sign where there is no number."""
    near = found.neighbours
    areas = {"own": found.own, "england": found.england, "region": found.region}
    return {
        "measure": name,
        "series": found.series.id,
        "year": found.year,
        **{area: _published(figure) for area, figure in areas.items()},
        "region_name": found.region_name,
        "neighbour_model": near.model if near else None,
        "neighbours": {area.code: _published(each) for area, each in zip(near.areas, near.figures, strict=True)}
        if near
        else {},
        "neighbour_mean": str(near.mean) if near and near.mean is not None else None,
        "neighbour_median": str(near.median) if near and near.median is not None else None,
        "rank": f"{found.rank.place} of {found.rank.of}" if found.rank else None,
        "source": found.england.source if found.england else found.series.source,
    }


def _published(figure: PublishedFigure | None) -> str | None:
    if figure is None:
        return None
    return f"[{figure.value.symbol}]" if isinstance(figure.value, NotPublished) else str(figure.value)


def _children(c: BoardContents) -> dict[str, Any]:
    counts = c.children.counts()
    not_asked = {each.reason.id: each.why for each in c.children.not_asked}
    by_reason = {
        reason.id: None if reason.id in not_asked else c.children.total(reason.id) for reason in c.children.reasons
    }
    return {
        "day": c.children.day.isoformat(),
        "count": len(c.children.entries) if c.children.is_known else None,
        "by_place": dict(sorted(Counter(entry.locality for entry in c.children.entries).items())),
        "by_reason": by_reason,
        "by_reason_and_place": [
            {"reason": reason, "place": place, "count": count} for (reason, place), count in sorted(counts.items())
        ],
        "not_checked": dict(c.children.not_checked),
        "not_asked": not_asked,
    }
