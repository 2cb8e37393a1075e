"""What the oracles of list 9 have in common: who is counted, by age and eligibility, and who is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tests.oracles.plain import Answer, Row, Tables, age, cannot_read, months_later

Cohort = tuple[Collection[int], Collection[str]]
COHORTS: Mapping[str, Cohort] = {
    "19-21": ({19, 20, 21}, {"former_relevant"}),
    "17-18": ({17, 18}, {"relevant", "former_relevant"}),
}
OUT = {"DIED", "RHOM", "EXCL"}


def by_activity(
    tables: Tables, cohorts: Mapping[str, Cohort], codes: Collection[str], unsure: str | None = None
) -> list[Answer]:
    """For each young person and cohort, whether the activity is one of the codes; a blank one is not."""
    birthdays = {row["child_key"]: row["born_on"] for row in tables["person"]}
    found = []
    for row in tables["care_leavers_on_day"]:
        birthday = birthdays.get(row["child_key"])
        years = None if birthday is None else age(birthday, row["day"])
        for part, (of_age, eligible) in cohorts.items():
            fits_age = years is None or years in of_age
            fits_eligibility = row["eligibility_code"] is None or row["eligibility_code"] in eligible
            if not fits_age or not fits_eligibility:
                continue
            is_out = row["in_touch_code"] in OUT
            is_lost = years is None or row["eligibility_code"] is None or row["activity_code"] == (unsure or "none")
            is_lost = is_lost or cannot_read(row, "in_touch_code") or cannot_read(row, "activity_code")
            met = None if is_out or is_lost else row["activity_code"] in codes
            found.append(Answer(row["row_id"], row["day"], met, is_out, part))
    return found


def kept_up(row: Row, column: str, months: int, is_lost: bool) -> Answer:
    """Whether the last of what is to be done every so many months was no longer ago, on the day of the return; none is not."""
    last, asked, is_out = row[column], row["state_on"], row["in_touch_code"] in OUT
    is_lost = is_lost or cannot_read(row, "in_touch_code") or cannot_read(row, column)
    if is_out or is_lost or (last is not None and last > asked):
        return Answer(row["row_id"], row["day"], None, is_out)
    if last is None:
        return Answer(row["row_id"], row["day"], False)
    due = months_later(last, months)
    over = (asked - due).days
    return Answer(row["row_id"], row["day"], over <= 0, due_on=due, days_over=over)
