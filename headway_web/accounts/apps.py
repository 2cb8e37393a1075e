"""People as a Django app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """People and their roles."""

    name = "headway_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """What happens at the door goes into the trail."""
        from headway_web.accounts import door

        door.watch()
