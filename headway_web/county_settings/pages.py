"""The pages of the county's settings: what holds, and where a change of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from headway.county.settings import Texts, changed, check_settings
from headway.errors import HeadwayError, RefusedError
from headway.identity import sha256_of_bytes
from headway.periods import CALENDAR_LAST, bank_holidays
from headway_web.access import Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.county import the_county
from headway_web.county_settings.actions import write_change
from headway_web.county_settings.forms import FORMS
from headway_web.county_settings.kinds import BY_ID, KINDS, WORDS, Kind, Teller, stands
from headway_web.county_settings.queries import decided, own_draft, texts_with, waiting
from headway_web.county_settings.row_forms import ADD, CHANGE, CORRECT, REMOVE, Asked, RowForm

sees = page(Right.SEE_AGGREGATE, area="settings")
proposes = page(Right.MANAGE_DATA, area="settings")
MOVED = "This row has changed since the page was opened. Look at it as it is now, then write your change again"
NOTHING = "Nothing is different from what the file holds: change something, or go back"


@sees
def county_settings(request: PageRequest) -> HttpResponse:
    """Every kind of setting; for who may decide also what waits for a second person, and what was decided."""
    texts = texts_with(None)
    context: dict[str, Any] = {"kinds": [(kind, _count(kind, texts)) for kind in KINDS]}
    if request.access.has(Right.AGREE_SETTINGS):  # who writes proposals may decide of others' too
        context |= {"draft": own_draft(who(request)), "waiting": list(waiting()), "decided": list(decided())}
    return render(request, "county_settings/settings.html", context)


@sees
def kind(request: PageRequest, kind: str) -> HttpResponse:
    """The rows of one kind, with the person's own changes in them."""
    found = _kind(kind)
    draft = own_draft(who(request))
    texts = texts_with(draft)
    heads, rows = (_by_year if found.id == "population" else _row_by_row)(found, texts, draft is not None)
    context = {
        "kind": found,
        "heads": heads,
        "rows": rows,
        "draft": draft,
        "may": request.access.has(Right.MANAGE_DATA),
        "may_add": found.id != "numbers",
    }
    return render(request, "county_settings/kind.html", context)


@sees
def working_days(request: PageRequest) -> HttpResponse:
    """The days that are no working days, which the law and not the council sets."""
    today = timezone.localdate()
    days = [day for day in sorted(bank_holidays()) if today.year <= day.year <= today.year + 1]
    return render(request, "county_settings/working_days.html", {"days": days, "last": CALENDAR_LAST})


@proposes
def add(request: PageRequest, kind: str) -> HttpResponse:
    """A new row, written into one's own proposal."""
    found = _kind(kind)
    if found.id == "numbers":
        raise Http404
    texts = texts_with(own_draft(who(request)))
    paths = [path for path, _ in found.rows(texts)]
    path = paths[0] if paths else {"localities": ("places",), "contact-rules": ("contact_rules",)}.get(kind, (kind,))
    asked = Asked(found, ADD, the_county(), texts, () if kind == "population" else path)
    return _written(request, asked, f"Add a {found.one}", "")


@proposes
def change(request: PageRequest, kind: str, row: int, how: str) -> HttpResponse:
    """A row changed from a day on, corrected, or taken out: written into one's own proposal."""
    found = _kind(kind)
    texts = texts_with(own_draft(who(request)))
    rows = found.rows(texts)
    if not 1 <= row <= len(rows) or how not in _ways(found):
        raise Http404
    path, was = rows[row - 1]
    asked = Asked(found, how, the_county(), texts, path, was)
    title = f"the numbers of mid-{was['mid_year']}" if kind == "population" else asked.teller.title(path, was)
    heads = {CHANGE: f"{title}: what changes, and from which day?", CORRECT: f"Correct {title}"}
    return _written(request, asked, heads.get(how, f"Take out {title}?"), _mark(was))


@dataclass(frozen=True)
class Listed:
    """A row of a page: its number in its list, and its cells with their headings."""

    number: int
    title: str
    cells: tuple[tuple[str, str], ...]
    stands: str = ""
    is_new: bool = False


def _row_by_row(kind: Kind, texts: Texts, has_draft: bool) -> tuple[list[str], list[Listed]]:
    """The headings and rows of a kind's table."""
    teller, today = Teller(the_county(), texts), timezone.localdate()
    now = kind.rows(texts_with(None)) if has_draft else []
    rows = [
        Listed(
            number,
            teller.title(path, row),
            tuple((WORDS[field], teller.cell(path, row, field)) for field in kind.fields[1:]),
            stands(row, today),
            has_draft and (path, row) not in now,
        )
        for number, (path, row) in enumerate(kind.rows(texts), start=1)
    ]
    return [WORDS[field] for field in kind.fields], rows


def _by_year(kind: Kind, texts: Texts, has_draft: bool) -> tuple[list[str], list[Listed]]:
    """The same of the population, a year in each row, the newest first."""
    teller = Teller(the_county(), texts)
    now = kind.rows(texts_with(None)) if has_draft else []
    rows = kind.rows(texts)
    places = list(dict.fromkeys(row["place"] for _, row in rows))
    found = []
    for year in sorted({row["mid_year"] for _, row in rows}, reverse=True):
        own = [(number, path, row) for number, (path, row) in enumerate(rows, start=1) if row["mid_year"] == year]
        counts = {row["place"]: teller.cell(path, row, "population_0_17") for _, path, row in own}
        cells = [(place, counts.get(place, "")) for place in places] + [("Source", own[0][2].get("source", ""))]
        is_new = has_draft and any((path, row) not in now for _, path, row in own)
        found.append(Listed(own[0][0], f"Mid-{year}", tuple(cells), is_new=is_new))
    return ["Year", *places, "Source"], found


def _ways(kind: Kind) -> tuple[str, ...]:
    return (CHANGE, CORRECT, REMOVE) if kind.is_dated else (CORRECT,)


def _written(request: PageRequest, asked: Asked, head: str, mark: str) -> HttpResponse:
    """The form; once it is right, the change is in the proposal. What the library refuses of it is said at its field."""
    is_post = request.method == "POST"
    form = FORMS[asked.kind.id](asked, request.POST if is_post else None)
    if is_post and mark and request.POST.get("seen") != mark:
        form.add_error(None, MOVED)
    if is_post and form.is_valid() and _holds(form, dict(asked.texts)):
        under = request.access.under(Right.MANAGE_DATA)
        try:
            made = write_change(by=who(request), under=under, changes=form.changes())
        except RefusedError:
            form.add_error(None, MOVED)
        else:
            return HttpResponseRedirect(reverse("proposal", args=(made.pk,)))
    context: dict[str, Any] = {"form": form, "kind": asked.kind, "head": head, "mark": mark, "how": asked.how}
    if asked.was:
        fields = [field for field in asked.kind.fields if field in asked.was or field == "measure"]
        context["was"] = [(WORDS[name], asked.teller.cell(asked.path, asked.was, name)) for name in fields]
    return render(request, "county_settings/change.html", context)


def _holds(form: RowForm, texts: dict[str, str]) -> bool:
    """Whether something changes, and the library says nothing against what was typed here."""
    changes = form.changes()
    if not changes:
        form.add_error(None, NOTHING)
        return False
    try:
        result = changed(texts, changes)
    except HeadwayError as error:
        form.add_error(None, " ".join(error.lines()))
        return False
    found = _why_not(texts | result)
    if found is None or form.is_about(found, result):
        return found is None
    before = _why_not(texts)
    is_of_this_file = found.where.startswith(form.asked.kind.file)
    if is_of_this_file and (before is None or str(before) != str(found)):
        form.add_fault("", " ".join((found.what, found.where, found.todo)))
        return False
    return True  # it is about another file, or was wrong before: the proposal says so, and is not sent


def _why_not(texts: Texts) -> HeadwayError | None:
    """What every command would say against the files; None where they can be read."""
    try:
        check_settings(the_county(), texts, today=timezone.localdate())
    except HeadwayError as error:
        return error
    return None


def _count(kind: Kind, texts: Texts) -> str:
    rows = [row for _, row in kind.rows(texts)]
    if kind.is_dated:
        today = timezone.localdate()
        standing = [stands(row, today) for row in rows]
        parts = [
            (standing.count("holds now"), "now"),
            (standing.count("to come"), "to come"),
            (standing.count("over"), "over"),
        ]
        return ", ".join(f"{count} {words}" for count, words in parts if count) or "none"
    if kind.id == "population":
        years = sorted({row["mid_year"] for row in rows})
        return f"mid-{years[0]} to mid-{years[-1]}" if years else "none"
    return f"{len(rows)}"


def _kind(name: str) -> Kind:
    if name not in BY_ID:
        raise Http404
    return BY_ID[name]


def _mark(row: dict[str, Any]) -> str:
    return sha256_of_bytes(repr(sorted(row.items())).encode())[:16]
