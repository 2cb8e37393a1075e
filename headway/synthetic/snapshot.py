"""The eleven lists of a day, as the council would have drawn them up that evening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from headway.synthetic.cells import ListRows
from headway.synthetic.county_made import County
from headway.synthetic.days import number
from headway.synthetic.lists_adoption import adopters, adoption
from headway.synthetic.lists_care import care_leavers, children_in_care
from headway.synthetic.lists_flow import assessments, contacts, early_help, enquiries, referrals
from headway.synthetic.lists_open import child_protection, children_in_need
from headway.synthetic.mess import spoilt

LISTS: tuple[Callable[[County, int], ListRows], ...] = (
    contacts,
    early_help,
    referrals,
    assessments,
    enquiries,
    children_in_need,
    child_protection,
    children_in_care,
    care_leavers,
    adoption,
    adopters,
)


def snapshot(county: County, day: date) -> tuple[ListRows, ...]:
    """Every list as it stood at the end of the day, with the mess that real returns have."""
    return tuple(spoilt(county, rows(county, number(day))) for rows in LISTS)
