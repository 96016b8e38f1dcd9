"""Checks of the machine: space on the disk, time zones, and compiled translations."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from heed.commands import permissions
from heed.commands.checks import Finding, ok, warn, wrong
from heed.i18n import catalogue

GIB = 1024**3
LITTLE, TOO_LITTLE = 2 * GIB, GIB // 4
"""Free bytes on the disk below which to warn, and below which writing may soon fail."""


def disk() -> Iterator[Finding]:
    """Check that the data directory can be written and has space."""
    folder = nearest(Path(settings.HEED_DATA))
    if not os.access(folder, os.W_OK):
        yield wrong(f"Heed may not write to {folder}.")
        return
    free = shutil.disk_usage(folder).free
    sentence = f"{free / GIB:.1f} GiB are free in {folder}"
    if free < TOO_LITTLE:
        yield wrong(f"Only {sentence}: complaints may be refused any day.")
    elif free < LITTLE:
        yield warn(f"Only {sentence}.")
    else:
        yield ok(f"{sentence}.")


def closed_to_others() -> Iterator[Finding]:
    """Whether what people said, and the keys, can be read by the account of Heed alone."""
    if found := permissions.open_to_others():
        named = ", ".join(map(str, found))
        yield wrong(f"Others on this machine may read {named}: `heed run` closes them, or chmod go= does.")
    else:
        yield ok("Nobody else on this machine may read the data.")


def time_zones() -> Iterator[Finding]:
    """Check that the system knows the time zones, on which the clocks of complaints depend."""
    try:
        zone = ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        yield wrong(
            f"The time zone {settings.TIME_ZONE!r} is not known: correct HEED_TIME_ZONE, or install the time zone data "
            "(Debian's tzdata, or pip's).",
        )
        return
    now = datetime.now(zone)
    yield ok(f"It is {now:%Y-%m-%d %H:%M} in {settings.TIME_ZONE} (UTC{now:%z}): is that so?")


def translations() -> Iterator[Finding]:
    """Check that the translations are compiled; English needs none."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    stale = [file.parent.parent.name for folder in folders for file in catalogue.stale(folder)]
    if stale:
        yield warn(f"The translations are older than their source ({', '.join(stale)}): run `heed messages compile`.")
    elif not any(any(folder.glob("*/LC_MESSAGES/*.mo")) for folder in folders):
        yield wrong("There are no translations: everybody reads English. Install Heed again.")
    else:
        yield ok(f"{len(settings.LANGUAGES)} languages are ready.")


def file_system_of(path: Path) -> str:
    """The type of the file system of a path, as Linux names it; "" where it is unknown."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    return kind_in(mounts, nearest(path.resolve()))


def kind_in(mounts: str, path: Path) -> str:
    """The type of the innermost mount that contains the path, from Linux's `mountinfo` (proc(5))."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        point = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), left.split()[4]))
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), right.split()[0]
    return kind


def nearest(path: Path) -> Path:
    """The path, or the nearest parent that exists."""
    return next(place for place in (path, *path.parents) if place.exists())
