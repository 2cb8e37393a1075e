"""Works on what was brought, one upload at a time, in a process of its own: whatever kills it, the next one goes on.

The store takes a load whole or not at all and knows a file that it has, so a step that was cut off is begun again.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from headway.county import County
from headway.errors import HeadwayError
from headway.identity import LoadId
from headway.store.locks import lock_if_free
from headway_web.components.worker import start_django
from headway_web.environment import WEB_FOLDER
from headway_web.picture import today_here

if TYPE_CHECKING:
    from headway_web.data.models import Upload

MOST_TRIES = 3
LOCK = "worker.lock"
GAVE_UP = [
    "Reading these files was cut off three times.",
    "The worker of the web app.",
    "Load them with headway load on the server to see why, or bring them again.",
]


def waits() -> bool:
    """Whether something was brought that is to be worked on."""
    from headway_web.data.models import WAITING, Upload

    return Upload.objects.filter(state__in=WAITING).exists()


def work(county: Path) -> None:
    """Everything that waits, the oldest first. Another worker of the county has the lock: then nothing."""
    from headway_web.data.models import WAITING, Upload

    with lock_if_free(county / WEB_FOLDER / LOCK) as is_held:
        while is_held and (upload := Upload.objects.filter(state__in=WAITING).order_by("pk").first()):
            one_step(upload)


def one_step(upload: Upload) -> None:
    """The upload looked at or loaded; what the library says against it is kept for whoever brought it."""
    from headway_web.data.actions import step_ended
    from headway_web.data.models import State

    upload.tries += 1
    upload.save(update_fields=["tries"])
    is_looking = upload.state == State.LOOKING
    try:
        if upload.tries > MOST_TRIES:
            step_ended(upload=upload, state=State.FAILED, error=GAVE_UP)
        elif is_looking:
            step_ended(upload=upload, state=State.LOOKED, found=_look(upload))
        else:
            step_ended(upload=upload, state=State.LOADED, load_id=_load(upload))
    except HeadwayError as error:
        step_ended(upload=upload, state=State.REFUSED if is_looking else State.FAILED, error=list(error.lines()))


def _look(upload: Upload) -> dict[str, object]:
    return asdict(_county(upload).look(upload.paths, as_at=upload.as_at, today=today_here()))


def _load(upload: Upload) -> str:
    corrects = LoadId(upload.corrects) if upload.corrects else None
    county = _county(upload)
    report = county.load(upload.paths, as_at=upload.as_at, today=today_here(), by=str(upload.by), corrects=corrects)
    return str(report.load_id)


def _county(upload: Upload) -> County:
    """The county, which says on the upload what takes long."""
    from django.conf import settings

    return County.open(Path(settings.COUNTY_FOLDER), upload.say)


if __name__ == "__main__":
    start_django(Path(sys.argv[1]))
    work(Path(sys.argv[1]))
