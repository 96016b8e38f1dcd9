"""`heed tallies`: count what waits, or everything anew."""

import argparse
import sys

from heed.actions.tallies.counting import count_all_changed, start_anew
from heed.commands import say
from heed.queries.tallies.soundness import waiting


def main(arguments: list[str]) -> None:
    """Count in batches while Heed runs, and show the progress."""
    parser = argparse.ArgumentParser("heed tallies", description="Count the complaints that changed, for the reports.")
    parser.add_argument("--rebuild", action="store_true", help="forget all numbers, and count the whole record")
    if parser.parse_args(arguments).rebuild:
        start_anew()
    total, done = waiting(), 0
    for done in count_all_changed():
        if sys.stdout.isatty():
            sys.stdout.write(f"\r{done} of {max(total, done)}")
            sys.stdout.flush()
    if sys.stdout.isatty():
        say("")
    say(f"The tallies are kept: {done} changes counted.")
