"""`heed learn`: count suggestions that were decided, and learn from what was decided."""

import argparse
import os

from django.utils import timezone

from heed.actions.triage.learning import MISSING, learn
from heed.actions.triage.suggesting import count_decided
from heed.commands import say


def main(arguments: list[str]) -> None:
    """Learn now, in this process; it gives way to whatever else the machine does."""
    argparse.ArgumentParser("heed learn", description="Learn from the complaints that were decided.").parse_args(
        arguments
    )
    os.nice(10)
    counted = count_decided()
    run = learn(timezone.now())
    if run is None:
        say("Another process is learning now.")
    elif run.problem:
        why = "scikit-learn is not installed (pip install 'heed[learn]')" if run.problem == MISSING else "too few"
        say(f"{counted} suggestions counted. Nothing was learned: {why}.")
    else:
        learned = ", ".join(f"{one.aspect} from {one.examples}" for one in run.models.defer("document"))
        say(f"{counted} suggestions counted. Learned in run {run.number}: {learned}.")
