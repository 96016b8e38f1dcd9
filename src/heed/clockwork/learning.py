"""The daily step of the triage: what was decided is learned from, in a process that ends and gives its memory back."""

import logging
import subprocess
import sys
from dataclasses import dataclass

from django.utils import timezone

from heed.actions.triage.learning import is_due
from heed.actions.triage.suggesting import count_decided
from heed.insight.triage.training import is_there

PATIENCE = 1800
"""Seconds that a run has; it takes less than one minute on an idle machine."""
_log = logging.getLogger(__name__)


@dataclass
class Learned:
    """How many runs were made, and how many suggestions were counted."""

    runs: int = 0
    counted: int = 0


def learn_if_due() -> Learned:
    """Count what was decided; start `heed learn` where a day has passed and the library is there, and wait for it."""
    counted = count_decided()
    if not is_there() or not is_due(timezone.now()):
        return Learned(counted=counted)
    command = [sys.executable, "-m", "heed.cli", "learn"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    if done.returncode:
        _log.warning("The triage could not learn: %s", done.stderr[-2000:])
    return Learned(1, counted)
