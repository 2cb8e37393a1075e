"""The shared parts as a Django app."""

from django.apps import AppConfig

from headway_web.components.bar import Item


class Components(AppConfig):
    """Templates, styles and template tags that all areas use."""

    name = "headway_web.components"
    label = "components"
    bar = (Item("home", "Home", "home", None, 0),)
