"""`heed checkpoint`: sign how far every record has come, now, and take it where checkpoints are kept."""

import argparse

from heed.clockwork.checkpoints import file_of, keep_checkpoints
from heed.commands import complain, say
from heed.records.models import Checkpoint, CheckpointCopy


def main(arguments: list[str]) -> int:
    """Make one where anything has changed since the last; 1 if a copy could not be taken to its place."""
    parser = argparse.ArgumentParser("heed checkpoint", description="Sign how far every record has come, now.")
    parser.parse_args(arguments)
    done = keep_checkpoints(early=True)
    last = Checkpoint.objects.order_by("-number").first()
    if last is None:
        say("Nothing is on record yet.")
        return 0
    say(
        f"Checkpoint {last.number}: {file_of(last.number)}"
        if done.made
        else f"Nothing new since checkpoint {last.number}."
    )
    for copy in CheckpointCopy.objects.filter(kept_at__isnull=True).order_by("checkpoint_id"):
        complain(f"Checkpoint {copy.checkpoint_id} could not be kept ({copy.place}): {copy.error}")
    return int(done.failed > 0)
