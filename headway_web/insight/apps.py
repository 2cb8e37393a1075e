"""What the figures say, as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Insight(AppConfig):
    """Home for those who see figures, and the measures."""

    name = "headway_web.insight"
    label = "insight"
    bar = (Item("measures", "Measures", "measures", Right.SEE_AGGREGATE, 20),)
    finds = ("headway_web.insight.search.find_measures",)
