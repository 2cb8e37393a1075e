"""AS04, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, count_working_days, working_day_after


def answers(tables: Tables, days: int = 45) -> list[Answer]:
    found = []
    for row in tables["cin_assessments_on_day"]:
        start, asked = row["started_on"], row["state_on"]
        if cannot_read(row, "completed_on") or start is None:
            found.append(Answer(row["row_id"], row["day"], None))
            continue
        over = (count_working_days(start, asked) if start <= asked else -count_working_days(asked, start)) - days
        due = working_day_after(start, days)
        found.append(Answer(row["row_id"], row["day"], over > 0, due_on=due, days_over=over))
    return found
