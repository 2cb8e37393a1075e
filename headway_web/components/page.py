"""One check of rights for each page: ``@page(Right.SEE_AGGREGATE, area="measures")``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from headway_web.access import Right
from headway_web.components.kept_form import put_back, to_sign_in
from headway_web.components.request import PageRequest
from headway_web.trail.actions import record
from headway_web.trail.did import Did

View = Callable[..., HttpResponseBase]


class Anyone(Enum):
    """Pages that ask for no right: open to all, or to whoever is signed in."""

    OPEN = "open to all"
    SIGNED_IN = "signed in"


@dataclass(frozen=True)
class PageRule:
    """Who may open a page, and which item of the area bar it belongs to. ``also``: a second right that it asks for."""

    needs: Right | Anyone
    area: str
    also: Right | None = None

    @property
    def rights(self) -> tuple[Right, ...]:
        """Every right that a person must have."""
        return tuple(each for each in (self.needs, self.also) if isinstance(each, Right))


def page(needs: Right | Anyone, *, area: str = "", also: Right | None = None) -> Callable[[View], View]:
    """The view, opened only by those who may: others sign in first, or are refused, and the trail says so."""

    rule = PageRule(needs, area, also)

    def checked(view: View) -> View:
        @never_cache
        @wraps(view)
        def opened(request: PageRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            request.area = area
            if needs is not Anyone.OPEN and not request.user.is_authenticated:
                # Of the person's own account nothing is kept: what is typed there are passwords.
                is_form = request.method == "POST" and rule.rights
                return to_sign_in(request) if is_form else redirect_to_login(request.get_full_path())
            if rule.rights and not request.access.has_together(rule.rights):
                why, own = f"needs {' and '.join(rule.rights)}", request.access.under(None)
                record(by=request.user, did=Did.REFUSED, what="page", which=request.path, under=own, why=why)
                raise PermissionDenied
            if rule.rights and request.access.awaits_factor:
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            response = view(request, *args, **kwargs)
            return put_back(request, response) if rule.rights else response

        opened.rule = rule  # type: ignore[attr-defined]
        return opened

    return checked
