"""What the command `heed` does: running, checking, keeping safe. `heed.cli` finds the command that is meant."""

import sys

from django.core.exceptions import ImproperlyConfigured

READY, NOBODY_YET = 0, 3
"""What `heed prepare` ends with: all is in place; all is in place, and there is no account yet."""


def say(*lines: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def complain(*lines: str) -> None:
    """Tell the person at the terminal what is wrong."""
    sys.stdout.flush()
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def read_settings() -> None:
    """Read the settings now, so that a wrong one is told as such. Raises ImproperlyConfigured."""
    from django.conf import settings  # not before the environment is complete

    try:
        _ = settings.DEBUG
    except ValueError as problem:  # Django's word for a time zone that it does not know
        raise ImproperlyConfigured(str(problem)) from problem
