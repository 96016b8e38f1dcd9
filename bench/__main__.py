"""`python -m bench` lists the figures; with names it measures them, with `all` every one.

`--size N` measures those that depend on it among N complaints.

`python -m bench seed-data N` fills the database of the environment with N complaints.
"""

import os
import sys

from bench import (
    clicks,
    disk,
    due_clocks,
    hot_spots,
    intake,
    intake_real,
    letters,
    letters_read,
    life,
    long_import,
    pages,
    phone,
    search,
    seed_rate,
    start,
    ticking,
    triage,
)
from bench.figure import Figure, Skipped

FIGURES: tuple[Figure, ...] = (
    intake.FIGURE,
    intake.FIGURE_ON_POSTGRESQL,
    life.FIGURE,
    pages.FIGURE,
    pages.FIGURE_ON_POSTGRESQL,
    search.FIGURE,
    search.FIGURE_ON_POSTGRESQL,
    disk.FIGURE,
    letters.FIGURE,
    letters.FIGURE_OF_ALL,
    letters_read.FIGURE,
    phone.FIGURE,
    clicks.FIGURE,
    ticking.FIGURE,
    due_clocks.FIGURE,
    due_clocks.FIGURE_ON_POSTGRESQL,
    due_clocks.FIGURE_OF_FLOOD,
    start.FIGURE,
    seed_rate.FIGURE,
    intake_real.FIGURE,
    long_import.FIGURE,
    triage.FIGURE,
    hot_spots.FIGURE,
)


def main(arguments: list[str]) -> int:
    """Return the exit code: 1 where a figure misses its goal, 2 where there is none of that name."""
    if arguments[:1] == ["seed-data"]:
        return _seed_data(arguments[1:])
    arguments, size = _without_size(arguments)
    known = {figure.name: figure for figure in FIGURES}
    if not arguments:
        for figure in FIGURES:
            print(f"{figure.name:<13} {figure.about} (goal {figure.goal})")
        return 0
    names = list(known) if arguments == ["all"] else arguments
    if unknown := [name for name in names if name not in known]:
        print(f"There is no figure called {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    return max([_measure(known[name], size) for name in names])


def _without_size(arguments: list[str]) -> tuple[list[str], int]:
    """The arguments without `--size N`, and N; 0 where it is not given."""
    if "--size" not in arguments:
        return arguments, 0
    place = arguments.index("--size")
    return arguments[:place] + arguments[place + 2 :], int(arguments[place + 1])


def _measure(figure: Figure, size: int) -> int:
    try:
        measured = figure.measured(size)
    except Skipped as reason:
        print(f"{figure.name}: skipped, {reason}")
        return 0
    print(f"{figure.name}: {measured.value} (goal {figure.goal}){'' if measured.met else ': missed'}")
    return 0 if measured.met else 1


def _seed_data(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heed.config.settings")
    import django

    from heed.commands import read_settings

    read_settings()
    django.setup()
    from bench.seeding import command  # needs the models

    return command.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
