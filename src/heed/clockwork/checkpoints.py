"""Checkpoints of the record: made once a day, and taken to every place where they are to be kept.

A checkpoint proves most where whoever runs Heed cannot change it: in a letter to somebody outside, or (by the command
of the settings) in a store that lets nothing be overwritten.
"""

import logging
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from heed.actions.record.checkpoints import make_checkpoint, record_failed, record_kept
from heed.config.environment import NO_MAIL_SERVER, make_folder
from heed.config.storage import write_durably
from heed.records.models import Checkpoint, CheckpointCopy
from heed.seal.checkpoint import FILE_NAME

COMMAND_PATIENCE = 120
"""Seconds that the command of the settings has for one checkpoint."""
_log = logging.getLogger(__name__)


class NotKept(Exception):
    """A checkpoint did not come to its place; its words say why."""


@dataclass
class Checkpointed:
    """What a look at the checkpoints did: made one, kept so many copies, failed with so many."""

    made: int = 0
    kept: int = 0
    failed: int = 0


def keep_checkpoints(now: datetime | None = None, *, early: bool = False) -> Checkpointed:
    """Make a checkpoint where one is due (or `early`), and take what is not kept yet to its place."""
    done, at = Checkpointed(), now or timezone.now()
    last = Checkpoint.objects.order_by("-number").values_list("made_at", flat=True).first()
    if early or last is None or at - last >= timedelta(hours=settings.HEED_CHECKPOINT_HOURS):
        done.made = int(make_checkpoint(_places(), at) is not None)
    waiting = CheckpointCopy.objects.filter(kept_at__isnull=True)
    for copy in (waiting if early else waiting.filter(try_at__lte=at)).select_related("checkpoint").order_by("pk"):
        try:
            PLACES[copy.place](copy.checkpoint)
        except (NotKept, OSError) as problem:
            done.failed += 1
            record_failed(copy, str(problem), at)
            _log.warning("Checkpoint %s could not be kept (%s): %s", copy.checkpoint_id, copy.place, problem)
        else:
            done.kept += 1
            record_kept(copy, at)
    return done


def _places() -> list[str]:
    """Where each checkpoint is to be kept, by the settings."""
    wanted = {"folder": True, "mail": settings.HEED_CHECKPOINT_MAIL, "command": settings.HEED_CHECKPOINT_COMMAND}
    return [place for place in PLACES if wanted[place]]


def file_of(number: int) -> Path:
    """Where the checkpoint of this number lies in the folder of the settings."""
    folder: Path = settings.HEED_CHECKPOINT_FOLDER
    return folder / FILE_NAME.format(number)


def _to_folder(checkpoint: Checkpoint) -> None:
    file = file_of(checkpoint.number)
    make_folder(file.parent)
    if file.exists() and file.read_text(encoding="utf-8") != checkpoint.document:
        raise NotKept(f"{file} is another checkpoint of this number: the record was set back, or begun anew.")
    write_durably(file, checkpoint.document.encode())


def _by_mail(checkpoint: Checkpoint) -> None:
    if settings.EMAIL_BACKEND == NO_MAIL_SERVER:
        raise NotKept("There is no mail server (HEED_MAIL).")
    letter = EmailMessage(
        subject=f"Heed: checkpoint {checkpoint.number} of the record",
        body=(
            "The file proves how far every record of Heed had come, and holds numbers and sums alone. Keep it: "
            "`heed verify` and `heed check --checkpoints` hold the record against it.\n"
        ),
        to=[settings.HEED_CHECKPOINT_MAIL],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach(file_of(checkpoint.number).name, checkpoint.document, "text/plain")
    try:
        letter.send()
    except Exception as problem:  # whatever the mail server says, it is tried again
        raise NotKept(type(problem).__name__) from problem


def _by_command(checkpoint: Checkpoint) -> None:
    file = file_of(checkpoint.number)
    if not file.exists():
        raise NotKept(f"{file} is not there yet.")
    words = [*settings.HEED_CHECKPOINT_COMMAND, str(file)]
    try:
        done = subprocess.run(  # noqa: S603  # the administrator's own command
            words, capture_output=True, text=True, timeout=COMMAND_PATIENCE, check=False, env=os.environ
        )
    except subprocess.TimeoutExpired as problem:
        raise NotKept(f"{words[0]} took longer than {COMMAND_PATIENCE} s.") from problem
    if done.returncode:
        raise NotKept(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()[-200:]}")


PLACES: dict[str, Callable[[Checkpoint], None]] = {"folder": _to_folder, "mail": _by_mail, "command": _by_command}
"""Where a checkpoint can be kept, in the order in which it is taken there: the command gets the folder's file."""
