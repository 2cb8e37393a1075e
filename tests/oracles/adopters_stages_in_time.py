"""AD07, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, months_later, standing

STAGES = {
    "stage-1": ("stage_1_started_on", "stage_1_ended_on", 2),
    "stage-2": ("stage_2_started_on", "stage_2_ended_on", 4),
}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["prospective_adopters"]):
        for part, (starts, ends, months) in STAGES.items():
            start, end = row[starts], row[ends]
            if end is None and not cannot_read(row, ends):
                continue
            is_told = start is not None and end is not None and start <= end
            found.append(Answer(row["row_id"], end, end <= months_later(start, months) if is_told else None, part=part))
    return found
