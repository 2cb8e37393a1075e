"""The Annex A template as a council fills it in: titles, headings in order, and every answer with its letter."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

YES_NO = ("a) Yes", "b) No")
YES_NO_UNKNOWN = ("a) Yes", "b) No", "c) Unknown")
GENDER = ("a) Male", "b) Female", "c) Not stated/recorded", "d) Neither")
ADOPTER_GENDER = ("a) Male", "b) Female", "c) Neither", "d) Not stated/recorded")
ETHNICITY = (
    *("a) WBRI", "b) WIRI", "c) WIRT", "d) WOTH", "e) WROM", "f) MWBC", "g) MWBA", "h) MWAS", "i) MOTH", "j) AIND"),
    *("k) APKN", "l) ABAN", "m) AOTH", "n) BCRB", "o) BAFR", "p) BOTH", "q) CHNE", "r) OOTH", "s) REFU", "s) NOBT"),
)
SOURCES = (
    *("a) 1A: Individual", "b) 1B: Individual", "c) 1C: Individual", "d) 1D: Individual", "e) 2A: Schools"),
    *("f) 2B: Education services", "g) 3A: Health services", "h) 3B: Health services", "i) 3C: Health services"),
    *("j) 3D: Health services", "k) 3E: Health services", "l) 3F: Health services", "m) 4: Housing"),
    *("n) 5A: LA services", "o) 5B: LA services", "p) 5C: LA services", "q) 6: Police", "r) 7: Other legal agency"),
    *("s) 8: Other", "t) 9: Anonymous", "u) 10: Unknown"),
)
SOURCE_SHARES = (
    *(0.07, 0.02, 0.01, 0.01, 0.20, 0.02, 0.01, 0.03, 0.01, 0.03, 0.05, 0.02, 0.02, 0.06, 0.04, 0.03),
    *(0.28, 0.03, 0.04, 0.01, 0.01),
)
NEEDS = (
    *("N1 - Abuse or neglect", "N2 - Child’s disability", "N3 - Parental disability or illness"),
    *("N4 - Family in acute stress", "N5 - Family dysfunction", "N6 - Socially unacceptable behaviour"),
    *("N7 - Low income", "N8 - Absent parenting", "N9 - Cases other than children in need", "N0 - Not stated"),
)
CARE_NEEDS = ("N1 - Abuse or neglect", "N2 - Child’s disability", "N3 - Parental illness or disability", *NEEDS[3:8])
NEED_SHARES = (0.55, 0.09, 0.04, 0.09, 0.15, 0.03, 0.005, 0.02, 0.01, 0.015)
CLOSURES = (
    *("RC1 - Adopted", "RC2 - Died", "RC3 - Child arrangements order", "RC4 - Special guardianship order"),
    *("RC5 - Transferred to services of another local authority", "RC6 - Transferred to adult social care services"),
    "RC7 - Services ceased for any other reason, including child no longer in need",
    "RC8 - Case closed after assessment, no further action",
)
CLOSURE_SHARES = (0.0, 0.001, 0.01, 0.02, 0.05, 0.01, 0.909)
STATUSES = (
    *("a) Looked after child", "b) Child Protection plan", "c) Child in need plan", "d) Open assessment"),
    "e) Closed episode",
)
ABUSE = ("a) Neglect", "b) Physical abuse", "c) Sexual abuse", "d) Emotional abuse", "e) Multiple/not recommended")
ABUSE_SHARES = (0.49, 0.07, 0.04, 0.38, 0.02)
LEGAL = ("C1: ICO", "C2: FCO", "E1: Placement order", "V2: Single period under S20")
PERMANENCE = (
    *("a) Return to family", "b) Adoption", "c) SGO/CAO", "d) Supported living in the community"),
    *("e) Long-term residential placement", "f) Long-term fostering", "g) other"),
)
PERMANENCE_SHARES = (0.19, 0.08, 0.13, 0.14, 0.08, 0.36, 0.02)
CEASED = (
    *(
        "b) E12: Adopted - consent dispensed",
        "e) E4A: Returned home to live with parents or relatives - part of planning",
    ),
    *("f) E4B: Returned home to live with parents or relatives - not part of planning",),
    *(
        "i) E45: Special Guardianship Orders - former carer relative/friend",
        "m) E5: Moved into independent living - supported",
    ),
    *("n) E6: Moved into independent living - no support", "t) E8: Care ceased for any other reason"),
)
PLACEMENTS = (
    *("a) U1: Foster placement - relatives - long term", "c) U3: Foster placement - relative - not FFA"),
    *(
        "d) U4: Foster placement - long term",
        "f) U6: Foster placement - not FFA",
        "i) A5: Placed for adoption - order - foster",
    ),
    *(
        "k) P1: Placed with parents",
        "n) H5: Residential accommodation",
        "p) K2: Children’s Homes",
        "u) S1: Residential school",
    ),
)
PLACEMENT_SHARES = (0.06, 0.11, 0.17, 0.31, 0.03, 0.06, 0.09, 0.15, 0.02)
PROVIDERS = (
    *("a) PR0: Parents/Parental responsibility", "b) PR1: Own provision", "c) PR2: Other LA provision"),
    *("d) PR3: Other public provision", "e) PR4: Private provision", "f) PR5: Voluntary/third sector"),
)
IN_OUT = ("a) In", "b) Out")
PLACED_IN = ("CON - Child placed in confidential placement", "WAL - Child placed in Wales")
ELIGIBILITY = ("a) Relevant child", "b) Former relevant child", "c) Qualifying care leaver")
IN_TOUCH = ("a) Yes", "b) No", "c) Died", "d) Refu", "e) NREQ", "f) Rhom")
IN_TOUCH_SHARES = (0.955, 0.02, 0.0, 0.01, 0.012, 0.003)
ACCOMMODATION = (
    *("B: Parents/relatives", "C: Community home / residential care"),
    "D: Semi-independent, transitional accommodation and self-contained accommodation",
    *("E: Supported lodgings", "G: Abroad", "H: Deported", "K: Ordinary lodgings, without formal support"),
    *("R: Residence not known", "S: No fixed abode / homeless", "T: Foyers and similar supported accommodation"),
    *("U: Independent living", "V: Emergency accommodation", "W: Bed and breakfast", "X: In custody"),
    *("Y: Other accommodation", "Z: With former foster carers"),
)
ACCOMMODATION_SHARES = (
    *(0.12, 0.02, 0.20, 0.06, 0.005, 0.0, 0.03, 0.008, 0.012, 0.03, 0.39, 0.008, 0.004, 0.03, 0.02, 0.08),
)
NEVER_SUITABLE = ("S: No fixed abode / homeless", "V: Emergency accommodation", "W: Bed and breakfast", "X: In custody")
SUITABILITY = ("a) Suitable", "b) Unsuitable")
ACTIVITIES = (
    *("F1: Full time in higher education", "P1: Part time in higher education"),
    *("F2: Full time in education other than higher", "P2: Part time in education other than higher"),
    *("F3: Full time in training or employment", "P3: Part time in training or employment"),
    *("G4: Not in education, employment or training - illness or disability",),
    *("G5: Not in education, employment or training - other",),
    *("G6: Not in education, employment or training - pregnancy or parenting",),
)
ACTIVITY_SHARES = (0.07, 0.0, 0.18, 0.02, 0.20, 0.04, 0.14, 0.28, 0.07)
NO_LONGER = (
    *("RD1 - The child’s needs changed subsequent to the decision", "RD2 - The Court did not make a placement order"),
    *("RD3 - Prospective adopters could not be found", "RD4 - Any other reason"),
)
LEAVING = ("1 - Adopter withdrew from process", "2 - Process put on hold", "3 - Application refused")


@dataclass(frozen=True)
class ListLayout:
    """One list of the template: its number, title and headings in order."""

    number: int
    title: str
    headings: tuple[str, ...]

    @property
    def sheet(self) -> str:
        """The sheet's name in the template."""
        return f"List_{self.number}"


@cache
def layouts() -> tuple[ListLayout, ...]:
    """The eleven lists, in order."""
    path = Path(__file__).parent / "layout.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = sorted({int(row["list"]) for row in rows})
    return tuple(_layout(number, [row for row in rows if int(row["list"]) == number]) for number in numbers)


def _layout(number: int, rows: list[dict[str, str]]) -> ListLayout:
    in_order = sorted(rows, key=lambda row: int(row["position"]))
    return ListLayout(number, rows[0]["title"], tuple(row["heading"] for row in in_order))
