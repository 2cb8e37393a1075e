"""Each initial conference under the earliest enquiry that led to it, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, of_children, standing

Under = tuple[Row, Row]


def conferences(tables: Tables) -> list[Under]:
    """Each standing conference, with the row that it is listed under."""
    enquiries = of_children(standing(tables["s47_enquiry"]))
    found = []
    for conference in standing(tables["initial_cp_conference"]):
        led = [row for row in enquiries[conference["child_key"]] if row["icpc_held_on"] == conference["held_on"]]
        earliest = min(led, key=lambda row: (row["started_on"] or date.max, row["row_id"]), default=conference)
        found.append((conference, earliest))
    return found


def undated(tables: Tables, *parts: str) -> list[Answer]:
    """Each enquiry whose conference date cannot be read."""
    return [
        Answer(row["row_id"], None, None, part=part)
        for row in standing(tables["s47_enquiry"])
        if cannot_read(row, "icpc_held_on")
        for part in parts or ("",)
    ]
