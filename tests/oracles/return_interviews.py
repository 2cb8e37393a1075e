"""CL27, the obvious way, its three parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read

YES_NO = {"yes": True, "no": False}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for child in tables["cla_periods_on_day"]:
        if child["missing_count"] == 0:
            continue
        accepted = YES_NO.get(child["return_interview_accepted_code"] or "")
        offered = YES_NO.get(child["return_interview_offered_code"] or "")
        if offered is None and accepted and not cannot_read(child, "return_interview_offered_code"):
            offered = True
        taken = accepted if offered else None
        by_part: dict[str, bool | None] = {
            "offered": offered,
            "accepted-of-offered": taken,
            "accepted-of-missing": False if offered is False else taken,
        }
        if offered is False:
            del by_part["accepted-of-offered"]
            if accepted:
                by_part = dict.fromkeys(by_part)
        for part, met in by_part.items():
            found.append(_answer(child, part, met))
    return found


def _answer(child: Row, part: str, met: bool | None) -> Answer:
    if child["legal_status_code"] in ("V3", "V4"):
        return Answer(child["row_id"], child["day"], None, True, part)
    count = child["missing_count"]
    if cannot_read(child, "legal_status_code") or cannot_read(child, "ended_on") or count is None or count < 0:
        met = None
    return Answer(child["row_id"], child["day"], met, False, part)
