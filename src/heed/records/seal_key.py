"""The key that this record is sealed with: of the environment, else of a file that lies apart from the database."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from heed.config.environment import make_folder, make_secret
from heed.records.models import Entry
from heed.seal.keys import KeyRing


class SealKeyMissing(ImproperlyConfigured):
    """There is a record, and no key that it was sealed with."""


@cache
def seal_keys() -> KeyRing:
    """The keys of the record; for an empty database one is made. Raises SealKeyMissing, ImproperlyConfigured.

    A process reads them once: it has to be started again when a key was added.
    """
    if settings.HEED_SEAL_KEY:
        return KeyRing.of("\n".join(settings.HEED_SEAL_KEY))
    file: Path = settings.HEED_SEAL_KEY_FILE
    try:
        if not file.exists():
            _make(file)
        return KeyRing.of(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as problem:
        raise ImproperlyConfigured(
            f"The seal key cannot be read from {file} ({problem}): set HEED_SEAL_KEY, or HEED_SEAL_KEY_FILE to a file."
        ) from problem


def _make(file: Path) -> None:
    if Entry.objects.exists():
        raise SealKeyMissing(
            f"The key that this record was sealed with is missing: put it back at {file}, from where it is kept. "
            "If it is lost for good, `heed seal-key --new` begins another one; what was sealed before can then be "
            "proved by checkpoints alone."
        )
    make_folder(file.parent)
    make_secret(file)
