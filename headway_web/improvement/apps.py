"""The plan, as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Improvement(AppConfig):
    """What was asked and promised."""

    name = "headway_web.improvement"
    label = "improvement"
    bar = (Item("plan", "Plan", "plan", Right.SEE_AGGREGATE, 10),)
    finds = ("headway_web.improvement.search.find_recommendations",)
