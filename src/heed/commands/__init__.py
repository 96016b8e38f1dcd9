"""The subcommands of `heed`: running, checking, backing up. `heed.cli` calls them."""

import sys

from django.core.exceptions import ImproperlyConfigured

READY, NO_ACCOUNT_YET = 0, 3
"""Exit codes of `heed prepare`: everything is in place; everything is in place, but there is no account yet."""


def say(*lines: str) -> None:
    """Print lines on the standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def complain(*lines: str) -> None:
    """Print what is wrong on the standard error."""
    sys.stdout.flush()
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stderr.flush()


def read_settings() -> None:
    """Read the settings now, so that a wrong one is reported as such. Raises ImproperlyConfigured."""
    from django.conf import settings  # not before the environment is complete

    try:
        _ = settings.DEBUG
    except ValueError as problem:  # what Django raises for an unknown time zone
        raise ImproperlyConfigured(str(problem)) from problem
