"""Children who need someone, as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Children(AppConfig):
    """The list of children, and each child."""

    name = "headway_web.children"
    label = "children"
    bar = (Item("children", "Children", "children", Right.SEE_CHILDREN, 5),)
    finds = ("headway_web.children.search.find_children",)
