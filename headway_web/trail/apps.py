"""The trail as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Trail(AppConfig):
    """The trail."""

    name = "headway_web.trail"
    label = "trail"
    bar = (Item("trail", "Trail", "trail", Right.READ_TRAIL, 80),)
