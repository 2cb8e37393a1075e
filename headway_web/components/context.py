"""What the layout of every page needs: the council's name, who is signed in, and where they may go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from headway.errors import HeadwayError
from headway_web.access import Access
from headway_web.components.bar import items
from headway_web.components.kept_form import waits
from headway_web.county import the_county


def every_page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page."""
    access: Access = getattr(request, "access", Access())
    is_in = request.user.is_authenticated
    return {
        **council(),
        "access": access,
        "person": request.user if is_in else None,
        "bar": items(access) if is_in else [],
        "council_sign_in": settings.COUNCIL_SIGN_IN,
        "area": getattr(request, "area", ""),
        "kept_form": lambda: waits(request),
    }


def council() -> dict[str, Any]:
    """The council's name, and whether it is made up; without its folder, the name of the product."""
    try:
        file = the_county().file
    except HeadwayError:
        return {"council": "Headway", "is_synthetic": False}
    return {"council": file.name, "is_synthetic": file.is_synthetic}
