"""The county settings, as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class CountySettings(AppConfig):
    """Localities, teams, targets, local standards and what else the county folder says of the county."""

    name = "headway_web.county_settings"
    label = "county_settings"
    bar = (Item("settings", "Settings", "county_settings", Right.SEE_AGGREGATE, 40),)
    finds = ("headway_web.county_settings.search.find_settings",)
