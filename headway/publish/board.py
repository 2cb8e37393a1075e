"""The board pack on disk: one HTML file that needs nothing else, and every figure with its lineage as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from headway.evidence.assess import MeasureEvidence
from headway.publish.view import BoardContents, board_view

HERE = Path(__file__).parent


@dataclass(frozen=True)
class PackFiles:
    """What was written."""

    html: Path
    figures: Path


def write_board_pack(contents: BoardContents, out: Path) -> PackFiles:
    """Writes board.html and pack.json into ``out``; each appears whole or not at all."""
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    css = (HERE / "board.css").read_text(encoding="utf-8")
    html = environment.get_template("board.html.j2").render(p=board_view(contents), css=css)
    figures = json.dumps(pack_record(contents), indent=1, ensure_ascii=False)
    out.mkdir(parents=True, exist_ok=True)
    return PackFiles(_whole(out / "board.html", html), _whole(out / "pack.json", figures))


def pack_record(contents: BoardContents) -> dict[str, Any]:
    """Every figure of the pack with its lineage: definition, loads, period, place, counts."""
    return {
        "county": contents.county,
        "as_at": contents.as_at.isoformat(),
        "made_on": contents.made_on.isoformat(),
        "edition": "internal",
        "plan_state": contents.plan_state,
        "definition_version": contents.definition_version,
        "loads": [{"load_id": load.load_id, "sha256": load.sha256} for load in contents.loads],
        "recommendations": [
            {
                "id": each.recommendation.id,
                "delivery": each.delivery_words,
                "impact": each.impact_words,
                "word": each.word,
            }
            for each in contents.plan.recommendations
        ],
        "figures": [figure for each in contents.evidence for figure in _figures(each)],
        "children": {
            "count": len(contents.children.entries),
            "by_reason_and_place": [
                {"reason": reason, "place": place, "count": count}
                for (reason, place), count in sorted(contents.children.counts().items())
            ],
        },
    }


def _figures(each: MeasureEvidence) -> list[dict[str, Any]]:
    lineage = {"definition": each.page.version}
    found = [each.latest.as_record() | lineage, *(o.as_record() | lineage for o in each.year.values())]
    months = [
        {
            "measure": each.page.id,
            "part": each.part,
            "place": series.place,
            "period": point.month,
            "numerator": point.numerator,
            "denominator": point.denominator,
            "cannot_tell": point.cannot_tell,
            "value": point.value,
            "status": point.status,
            **lineage,
        }
        for series in (each.county, *each.localities.values())
        for point in series.points
    ]
    return [*found, *months]


def _whole(path: Path, text: str) -> Path:
    preparing = path.with_name(f".{path.name}.part")
    preparing.write_text(text, encoding="utf-8")
    return preparing.replace(path)
