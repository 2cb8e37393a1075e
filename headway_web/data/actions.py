"""Every write about data, with its entry in the trail."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from headway.county.withdrawing import WithdrawalReport
from headway.identity import LoadId
from headway.store import disk
from headway_web.access import Held
from headway_web.county import the_county
from headway_web.data.models import State, Upload
from headway_web.trail.actions import record
from headway_web.trail.did import Did


def withdraw_load(*, by: AbstractBaseUser, under: Held | None, load: str, why: str) -> WithdrawalReport:
    """The load is out of effect from now on. Raises RefusedError where it is not in effect.

    The store is written first: an entry that says what did not happen would be worse than a withdrawal that its own
    record alone tells of.
    """
    report = the_county().withdraw(LoadId(load), by=str(by), why=why)
    record(by=by, did=Did.CHANGED, what="load", which=load, under=under, why=f"withdrawn: {why}")
    return report


@transaction.atomic
def bring(
    *, by: AbstractBaseUser, under: Held | None, files: Sequence[UploadedFile[bytes]], as_at: date | None
) -> Upload:
    """The files kept, to be looked at."""
    names = [str(each.name) for each in files]
    upload = Upload.objects.create(by_id=by.pk, as_at=as_at, names=names)
    disk.make_folder(upload.folder)
    for file, path in zip(files, upload.paths, strict=True):
        with path.open("wb") as out:
            out.writelines(file.chunks())
    record(by=by, did=Did.CHANGED, what="upload", which=f"{upload.pk}", under=under, why=f"brought {len(names)} files")
    return upload


@transaction.atomic
def accept(*, by: AbstractBaseUser, under: Held | None, upload: Upload) -> bool:
    """The upload is to be loaded as it was looked at; False where somebody has decided already."""
    corrects = "" if upload.found["is_loaded"] else upload.found["same_day"]
    return _decide(by, under, upload, "accepted", state=State.ACCEPTED, tries=0, corrects=corrects)


@transaction.atomic
def leave(*, by: AbstractBaseUser, under: Held | None, upload: Upload) -> bool:
    """The upload is not to be loaded, and its files are taken away; False where somebody has decided already."""
    is_left = _decide(by, under, upload, "left", state=State.LEFT)
    if is_left:
        _files_away(upload)
    return is_left


@transaction.atomic
def step_ended(
    *, upload: Upload, state: State, found: object = None, error: Sequence[str] = (), load_id: str = ""
) -> None:
    """What came of looking at the upload, or of loading it."""
    upload.state, upload.tries, upload.error = state, 0, list(error)
    upload.load_id = load_id
    if found is not None:
        upload.found = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    upload.save(update_fields=["state", "tries", "error", "load_id", "found"])
    if state in (State.REFUSED, State.FAILED, State.LOADED):
        _files_away(upload)
    record(by=upload.by, did=Did.CHANGED, what="upload", which=f"{upload.pk}", why=f"{state.label} {load_id}".strip())


def _decide(by: AbstractBaseUser, under: Held | None, upload: Upload, words: str, **fields: Any) -> bool:
    is_first = bool(Upload.objects.filter(pk=upload.pk, state=State.LOOKED).update(**fields))
    if is_first:
        record(by=by, did=Did.CHANGED, what="upload", which=f"{upload.pk}", under=under, why=words)
    return is_first


def _files_away(upload: Upload) -> None:
    """The files are not needed any more, once what was decided of them is kept."""
    folder = upload.folder
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
