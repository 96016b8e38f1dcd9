"""Making long exports: one at a time, in a thread of the worker's own, from a claim that another takes over."""

import logging
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import File
from django.utils import translation

from heed.actions.exports import (
    UNSEEN,
    claim_export,
    delete_old_exports,
    fail_export,
    finish_export,
    give_back,
    keep_claim,
)
from heed.process.words import ExportKind
from heed.records.models import ExportJob
from heed.reports.drafts import draft_folder
from heed.reports.exporting import NothingToExport, maker_of

EVERY = 1.0
"""Seconds between two notes of how far an export is."""
_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The worker is asked to stop, or has lost its claim."""


@dataclass
class Exported:
    """How many exports were made, failed, and were deleted because their time was over."""

    made: int = 0
    failed: int = 0
    deleted: int = 0


def make_exports(stopping: Callable[[], bool] = lambda: False) -> Exported:
    """Make what waits, one after the other."""
    done = Exported(deleted=delete_old_exports())
    while not stopping() and (job := claim_export()) is not None:
        _make(job, done, stopping)
    return done


def _make(job: ExportJob, done: Exported, stopping: Callable[[], bool]) -> None:
    noted = 0.0

    def tell(count: int, total: int) -> None:
        nonlocal noted
        if stopping():
            raise _Stopped
        if time.monotonic() - noted >= EVERY:
            noted = time.monotonic()
            if not keep_claim(job, count, total):
                raise _Stopped

    try:
        with draft_folder() as folder, tempfile.TemporaryFile(dir=folder) as out, translation.override(job.language):
            made = maker_of(ExportKind(job.kind))(job, out, tell)
            done.made += finish_export(job, File(out), made.name, made.facts)
    except _Stopped:
        give_back(job)
    except NothingToExport as nothing:
        fail_export(job, error=str(nothing) or UNSEEN)
        done.failed += 1
    except Exception:  # noqa: BLE001  # whatever is wrong with one export, the others are made
        _log.exception("Export %s could not be made.", job.pk)
        fail_export(job)
        done.failed += 1
