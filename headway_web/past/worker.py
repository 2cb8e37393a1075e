"""Works out what was asked for, one at a time, in a process of its own: what kills it, the next one goes on.

It is past moments, and the rows behind figures.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from headway.county import County
from headway.errors import HeadwayError
from headway.store.locks import lock_if_free
from headway_web.components.worker import start_django
from headway_web.environment import WEB_FOLDER
from headway_web.picture import today_here

if TYPE_CHECKING:
    from headway_web.past.models import Asked

MOST_TRIES = 2
LOCK = "past.lock"
GAVE_UP = [
    "These figures could not be worked out: that was cut short, or there is a fault in Headway.",
    "The worker of the web app.",
    "Ask again in ten minutes, or ask headway plan or headway measure on the server for the same day.",
]


def waits() -> bool:
    """Whether something is to be worked out."""
    from headway_web.past.models import Asked

    return Asked.objects.filter(error=[]).exists()


def work(county: Path) -> None:
    """Everything that waits, the oldest first. Another worker of the county has the lock: then nothing."""
    from headway_web.past.models import Asked

    with lock_if_free(county / WEB_FOLDER / LOCK) as is_held:
        while is_held and (asked := Asked.objects.filter(error=[]).first()):
            one(county, asked)


def one(county: Path, asked: Asked) -> None:
    """The picture made, or the rows kept; what the library says against it is kept for whoever asked."""
    from headway_web.components.moment import day_or_moment
    from headway_web.past.actions import begun, ended

    if begun(asked=asked) > MOST_TRIES:
        ended(asked=asked, error=GAVE_UP)
        return
    known_on = day_or_moment(asked.known_on)
    try:
        if asked.figure:
            County.open(county).rows_behind(asked.figure)
        else:
            County.open(county).past_picture(as_at=asked.as_at, known_on=known_on, by="web app", today=today_here())
    except HeadwayError as error:
        ended(asked=asked, error=list(error.lines()))
    else:
        ended(asked=asked, error=[])


if __name__ == "__main__":
    start_django(Path(sys.argv[1]))
    work(Path(sys.argv[1]))
