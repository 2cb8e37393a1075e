"""A measure's page as a reader of the manual has it: what it says of itself, in plain words, and its example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from headway.measures.county_files import Policy
from headway.measures.page import CataloguePage, MeasurePage, NeedsPage
from headway.measures.splits import every_split

FACETS = {"how_much": "how much", "how_well": "how well", "better_off": "so what"}
AREAS = {
    "help_and_protection": "help and protection",
    "children_in_care": "children in care",
    "care_leavers": "care leavers",
    "leaders": "leaders",
}
NOT_CHECKED = "not yet checked by a practitioner"
EXAMPLE = "Worked example"
_ONE = {"children": "child"}


def checked_words(page: CataloguePage) -> str:
    """Who checked the page, or that nobody has."""
    return f"checked by {page.front.checked_by}" if page.front.checked_by else NOT_CHECKED


def standard_words(page: CataloguePage) -> list[str]:
    """Each standard and each number of the page: how long or how many, whose it is, and where it comes from."""
    found = []
    for name, each in page.front.standards.items():
        own = "local; policy.yaml may give another" if each.is_local else _whose(each.national)
        given = f"{length_words(each.value, each.kind)}, {own}" if each.value else "local: policy.yaml gives it"
        found.append(f"{name}: {given} ({each.source})")
    if isinstance(page, MeasurePage):
        for name, number in page.front.parameters.items():
            found.append(f"{name}: {number.value}, {_whose(number.national)} ({number.source})")
    return found


def local_words(page: CataloguePage, policy: Policy, day: date) -> list[str]:
    """What the council's policy.yaml gives on the day to each standard that the page leaves to it."""
    found = []
    for name, each in page.front.standards.items():
        if not each.is_local:
            continue
        given = next((own for own in policy.dated(name, page.id) if own.holds_on(day)), None)
        if given:
            found.append(
                f"{name}: {length_words(given.value, given.kind)} since {given.from_on.isoformat()} ({given.source})"
            )
        else:
            found.append(f"{name}: policy.yaml gives none" + ("" if each.value else ", so it is not worked out"))
    return found


def _whose(national: bool) -> str:
    return "national" if national else "no national rule"


def good_words(page: CataloguePage) -> str:
    """The good direction, and the parts that have another: *lower; received: higher*."""
    others = [f"{part}: {each.good}" for part, each in page.front.parts.items() if each.good]
    return "; ".join([page.front.good, *others])


def length_words(value: int, kind: str | None) -> str:
    """A standard's value with its kind in number: *45 working days*, *1 month*, *1 child*."""
    kind = kind or ""
    return f"{value} {kind if value != 1 else _ONE.get(kind, kind.removesuffix('s'))}"


def facts_of(page: CataloguePage) -> dict[str, str]:
    """What the page says of itself, by name, in the order of reading; only what there is."""
    front = page.front
    facts = {
        "catalogue": front.catalogue,
        "status": page.status,
        "shape": f"{front.shape}, {front.timing}, counted by {front.unit}",
        "asks": FACETS[front.facet],
        "judgement area": ", ".join(AREAS[each] for each in front.areas),
        "National Framework": ", ".join(front.framework),
        "themes": ", ".join(front.themes),
        "owner": front.owner,
        "good": good_words(page),
        "groups": f"none: {front.no_child}" if front.no_child else ", ".join(every_split()),
        "standard": "; ".join(standard_words(page)) or "none",
        "still open": _still_open(page),
        "read it with": ", ".join(page.front.guards) if isinstance(page, MeasurePage) else "",
        "looked at again by": front.review_by.isoformat(),
        "checked": checked_words(page),
    }
    return {name: words for name, words in facts.items() if words}


def words_of(page: CataloguePage) -> list[tuple[str, str]]:
    """The page's own text by heading, without its SQL: the first has no heading; the worked example is the last."""
    told = [("", _without_code(page.page.words))]
    told += [(name, _without_code(text)) for name, text in page.page.sections.items()]
    return [(name, text) for name, text in told if text]


def overdue(pages: Iterable[CataloguePage], day: date) -> list[CataloguePage]:
    """The pages that ought to have been looked at again before the day, the longest overdue first."""
    late = [page for page in pages if page.front.review_by < day]
    return sorted(late, key=lambda page: (page.front.review_by, page.id))


def record_of(page: CataloguePage) -> dict[str, object]:
    """The page as one record, for a list that a program reads."""
    front = page.front
    return {
        "id": page.id,
        "title": front.title,
        "catalogue": front.catalogue,
        "status": page.status if isinstance(page, NeedsPage) else front.status,
        "shape": front.shape,
        "timing": front.timing,
        "unit": front.unit,
        "parts": list(front.parts),
        "facet": FACETS[front.facet],
        "judgement_area": [AREAS[each] for each in front.areas],
        "framework": list(front.framework),
        "themes": list(front.themes),
        "owner": front.owner,
        "good": good_words(page),
        "groups": [] if front.no_child else list(every_split()),
        "standard": standard_words(page),
        "sources": list(front.source),
        "review_by": front.review_by.isoformat(),
        "checked_by": front.checked_by,
    }


def whole_record_of(page: CataloguePage, here: Sequence[str], day: date) -> dict[str, object]:
    """All of the page as one record: what ``record_of`` says, the words, the SQL and the worked example.

    ``here`` is what the council gives to its standards, ``day`` the day by which the page may be overdue.
    """
    found: dict[str, object] = {
        **record_of(page),
        "question": page.question,
        "figures": {page.catalogue_of(part): page.title_of(part) for part in page.parts},
        "standards_here": list(here),
        "still_open": _still_open(page),
        "read_it_with": list(page.front.guards) if isinstance(page, MeasurePage) else [],
        "checked": checked_words(page),
        "is_overdue": bool(overdue([page], day)),
        "words": {name or "definition": text for name, text in words_of(page) if name != EXAMPLE},
        "sql": page.sql if isinstance(page, MeasurePage) else "",
    }
    tables = [
        {"above": each.above, "rows": [dict(zip(each.headings, row, strict=True)) for row in each.rows]}
        for each in page.page.tables
    ]
    return found | {"worked_example": tables if isinstance(page, MeasurePage) else []}


def _still_open(page: CataloguePage) -> str:
    if not isinstance(page, MeasurePage):
        return ""
    front = page.front
    return f"see {front.open_twin}" if front.open_twin else front.no_open_twin


def _without_code(text: str) -> str:
    return "".join(text.split("```")[0::2]).strip()
