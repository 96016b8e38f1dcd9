"""`heed reindex`: rebuild the search index from the record."""

import argparse
import sys

from heed.actions.complaints.reindex import BATCH, how_many, reindex
from heed.commands import say


def main(arguments: list[str]) -> None:
    """Rebuild the index in batches while Heed runs, and show the progress."""
    parser = argparse.ArgumentParser("heed reindex", description="Rebuild the search index from the record.")
    parser.add_argument("--batch", type=int, default=BATCH, help="complaints in one transaction (%(default)s)")
    batch = max(1, parser.parse_args(arguments).batch)
    total, done = how_many(), 0
    for done in reindex(batch):
        if sys.stdout.isatty():
            sys.stdout.write(f"\r{done} of {total}")
            sys.stdout.flush()
    if sys.stdout.isatty():
        say("")
    say(f"The index is made: {done} complaints and people.")
