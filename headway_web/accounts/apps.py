"""People as a Django app."""

from django.apps import AppConfig

from headway_web.access import Right
from headway_web.components.bar import Item


class Accounts(AppConfig):
    """People and their roles."""

    name = "headway_web.accounts"
    label = "accounts"
    bar = (Item("people", "People", "people", Right.MANAGE_PEOPLE, 70),)

    def ready(self) -> None:
        """What happens at the door goes into the trail, and what is opened by a reason to the lead by mail."""
        from headway_web.accounts import door, openings_mail

        door.watch()
        openings_mail.watch()
