"""What a complaint with its whole life takes on the disk, in bytes of SQLite's file, notices and indexes with it."""

from bench.figure import Figure, Measured
from bench.served import Instance

GOAL = 7_000
FEW, LIVES = 100, 200


def measure() -> Measured:
    """Measure how much the file grows by whole lives, once it is as small as it goes."""
    with Instance() as instance:
        instance.seed_data(FEW)
        with instance.answering("bench.living") as playing:
            before = int(playing.ask("size"))
            playing.ask(f"play {LIVES}")
            each = (int(playing.ask("size")) - before) / LIVES
    return Measured(f"{each:,.0f} bytes a complaint", each <= GOAL)


FIGURE = Figure("disk", "bytes on the disk of a complaint with its whole life", f"at most {GOAL:,}", measure)
