"""Past moments, as a Django app."""

from django.apps import AppConfig


class Past(AppConfig):
    """What was asked for of a past moment."""

    name = "headway_web.past"
    label = "past"
