"""A request as pages see it."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from headway_web.access import Access
from headway_web.components.moment import Moment


class PageRequest(HttpRequest):
    """A request with what the person may do, and the item of the area bar that the page belongs to.

    ``moment`` is the past one that the address asks for; None: now.
    """

    access: Access
    area: str
    moment: Moment | None


def who(request: PageRequest) -> AbstractBaseUser:
    """The person who is signed in: a page that asks for a right has one."""
    assert isinstance(request.user, AbstractBaseUser)
    return request.user
