"""The area bar: an app says in its ``bar`` which items it has; a person sees those that they may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse

from headway_web.access import Access, Right


@dataclass(frozen=True)
class Item:
    """An item of the bar. ``area`` is what its pages say of themselves; ``place`` orders the bar."""

    area: str
    title: str
    page: str
    needs: Right | None
    place: int


def items(access: Access) -> list[tuple[str, str, str]]:
    """Area, title and address of what the person may open, in order."""
    found: list[Item] = [item for app in apps.get_app_configs() for item in getattr(app, "bar", ())]
    allowed = (item for item in found if item.needs is None or access.has(item.needs))
    return [(item.area, item.title, reverse(item.page)) for item in sorted(allowed, key=lambda item: item.place)]
