"""The data, as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Data(AppConfig):
    """Loads and uploads."""

    name = "headway_web.data"
    label = "data"
    bar = (Item("data", "Data", "data", Right.MANAGE_DATA, 30),)
