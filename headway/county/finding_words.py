"""What the rows of the loads say against themselves, in the words of the person who sends the lists; counts alone."""

from __future__ import annotations

from headway.journey import FindingCount

TABLES = {
    "care_leavers": "Care leavers", "cin_assessments": "Assessments", "cin_episodes": "Children in need",
    "cin_visits": "Visits to children in need", "cla_health": "Health checks of children in care",
    "cla_periods": "Children in care", "cla_placement": "Placements", "cla_reviews": "Reviews of children in care",
    "cla_visits": "Visits to children in care", "contacts": "Contacts", "cp_plans": "Child protection plans",
    "cp_reviews": "Reviews of child protection plans", "cp_visits": "Visits to children on a plan",
    "early_help_episodes": "Early help", "initial_cp_conference": "Child protection conferences",
    "involvements": "Workers and teams", "legal_status": "Legal statuses", "permanence": "Adoption",
    "person": "Children", "prospective_adopters": "Adopters", "referrals": "Referrals",
    "s47_enquiry": "Section 47 enquiries",
}  # fmt: skip
# By the journey's name of the finding: of one row, of more.
SAID = {
    "withdrawn": (
        "that an earlier load had and a later one, which should have it, has not: no longer counted",
        "that an earlier load had and a later one, which should have them, has not: no longer counted",
    ),
    "left the list, end unknown": (
        "that was open and that the newer load no longer lists: it has ended, and nobody told when",
        "that were open and that the newer load no longer lists: they have ended, and nobody told when",
    ),
    "cannot be told apart": (
        "that cannot be followed from load to load: the cell that names it is blank or cannot be read",
        "that cannot be followed from load to load: the cell that names them is blank or cannot be read",
    ),
    "ends before it starts": ("with an end before its start", "with an end before their start"),
    "answers differ": (
        "whose date of birth, sex, ethnicity or the like is not the same in every list of one load",
        "whose date of birth, sex, ethnicity or the like is not the same in every list of one load",
    ),
    "closed without an end date": ("said to be closed, with no end date", "said to be closed, with no end date"),
}


def finding_line(found: FindingCount) -> str:
    """*Child protection plans: 12 rows with an end before their start.* Of answers that differ also which, and in which lists.

    A kind or a table that has no words here has its own name: a load that is kept is never left without its report.
    """
    one, more = SAID.get(found.kind, (f"to look at: {found.kind}",) * 2)
    title = TABLES.get(found.table, found.table.replace("_", " ").capitalize())
    rows = "1 row" if found.row_count == 1 else f"{found.row_count:,} rows"
    line = f"{title}: {rows} {one if found.row_count == 1 else more}."
    return f"{line} {found.words}" if found.kind == "answers differ" else line
