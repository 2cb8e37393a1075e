"""LV05, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, age, cannot_read, of_children, standing

FOSTER = ("U", "U1", "U2", "U3", "U4", "U5", "U6")


def answers(tables: Tables) -> list[Answer]:
    born = {row["child_key"]: row["born_on"] for row in tables["person"]}
    care = of_children(standing(tables["cla_periods"]))
    found = []
    for person in tables["care_leavers_on_day"]:
        key = person["child_key"]
        if born[key] is not None and age(born[key], person["day"]) not in (19, 20):
            continue
        fostered = _was_fostered(care[key], born[key])
        met = None
        if fostered and born[key] is not None and not cannot_read(person, "accommodation_code"):
            met = person["accommodation_code"] == "Z"
        found.append(Answer(person["row_id"], person["day"], met, fostered is False))
    return found


def _was_fostered(periods: list[Row], born: date | None) -> bool | None:
    """Whether care ended at 18 from a foster home; None where it cannot be told, no where no return shows it.

    A series of short breaks is no such care, whatever else it says.
    """
    doubt = False
    for period in periods:
        if period["legal_status_code"] in ("V3", "V4"):
            continue
        end, kind = period["ended_on"], period["placement_type_code"]
        if end is None:
            doubt |= cannot_read(period, "ended_on")
        elif born is None:
            doubt = True
        elif age(born, end) == 18:
            if kind in FOSTER and not cannot_read(period, "legal_status_code"):
                return True
            doubt |= kind is None or kind in FOSTER
    return None if doubt else False
