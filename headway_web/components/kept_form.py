"""What a person had typed when their sign-in ended: kept in the session for that person alone, until it is sent again.

It stays for half an hour, and is put back into the form that it was typed into. Nothing is done with it until then.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from headway_web.components.filled import filled

SIGNED_OUT, KEPT = "signed_out", "kept_form"
SECONDS = 30 * 60
MOST_CHARACTERS = 50_000
TOKEN = "csrfmiddlewaretoken"  # noqa: S105


@dataclass(frozen=True)
class KeptForm:
    """What was typed by ``person``, at a time: where it was sent ``to``, and the page that shows its form."""

    person: int
    at: float
    to: str
    page: str
    fields: list[list[str]]
    has_files: bool

    @property
    def is_over(self) -> bool:
        """Whether its half hour is over."""
        return not 0 <= time.time() - self.at <= SECONDS


def sign_in_ended(request: HttpRequest, person: int) -> None:
    """This browser's sign-in as that person has just ended: what they were typing may still come."""
    request.session[SIGNED_OUT] = person


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The answer to whoever is not signed in and sent a form: it is kept for whose sign-in it was, or shown to be copied."""
    person = request.session.get(SIGNED_OUT)
    found = _sent(request, person if isinstance(person, int) else 0)
    if not found.fields and not found.has_files:
        return redirect_to_login(found.page)
    if found.person and sum(len(text) for _, text in found.fields) <= MOST_CHARACTERS:
        request.session[KEPT] = asdict(found)
        return redirect_to_login(found.page)
    return render(request, "signed_out.html", {"typed": _readable(found.fields), "kept": found}, status=403)


def keep_for_one_signed_in(request: HttpRequest) -> HttpResponseBase | None:
    """To the form again, for a person who has signed in anew since it was opened; None where nothing was typed."""
    found = _sent(request, request.user.pk or 0)
    if not found.fields or sum(len(text) for _, text in found.fields) > MOST_CHARACTERS:
        return None
    request.session[KEPT] = asdict(found)
    return HttpResponseRedirect(found.page)


def waits(request: HttpRequest) -> KeptForm | None:
    """What is kept in this browser, for whoever it is of; what is over is forgotten."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    found = KeptForm(**kept)
    if found.is_over:
        forget(request)
        return None
    return found


def forget(request: HttpRequest) -> None:
    """Nothing is kept any more."""
    request.session.pop(KEPT, None)


def put_back(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The page with what is kept in its form, if it is this person's and of this page; another's is forgotten."""
    found = waits(request)
    if found is None:
        return response
    if found.person != request.user.pk or (request.method == "POST" and request.get_full_path() == found.to):
        forget(request)
        return response
    if request.method != "GET" or not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    words = [(name, text) for name, text in found.fields]
    page = filled(response.content.decode(), at=request.get_full_path(), to=found.to, words=words)
    if page.has_form or request.get_full_path() == found.page:
        banner = render_to_string("components/put_back.html", {"kept": found, "left": page.left})
        response.content = page.with_first(banner).encode()
    return response


def _readable(fields: list[list[str]]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), text) for name, text in fields]


def _sent(request: HttpRequest, person: int) -> KeptForm:
    fields = [[name, text] for name, texts in request.POST.lists() if name != TOKEN for text in map(str, texts) if text]
    to = request.get_full_path()
    return KeptForm(person, time.time(), to, _page_of(request) or to, fields, bool(request.FILES))


def _page_of(request: HttpRequest) -> str:
    """The page of ours from which the form was sent, as the browser says; empty where it says none."""
    here = urlsplit(request.build_absolute_uri())
    try:
        whence = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    # A path that begins with two slashes would lead to another site.
    if (whence.scheme, whence.netloc) != (here.scheme, here.netloc) or whence.path[:2] == "//":
        return ""
    return f"{whence.path}?{whence.query}" if whence.query else whence.path
