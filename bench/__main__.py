"""`python -m bench` lists the figures, `python -m bench NAME` measures one, `python -m bench all` measures all."""

import sys

from bench import intake, intake_real, oversight, seeding, ticking
from bench.figure import Figure, Skipped

FIGURES: tuple[Figure, ...] = (
    intake.FIGURE,
    oversight.FIGURE,
    ticking.FIGURE,
    seeding.FIGURE,
    intake_real.FIGURE,
)


def main(words: list[str]) -> int:
    """Do what the words say; 1 where a figure is short of its goal, 2 where there is none of that name."""
    known = {figure.name: figure for figure in FIGURES}
    if not words:
        for figure in FIGURES:
            print(f"{figure.name:<12} {figure.about} (goal {figure.goal})")
        return 0
    names = list(known) if words == ["all"] else words
    if unknown := [name for name in names if name not in known]:
        print(f"There is no figure called {', '.join(unknown)}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    return max([_measure(known[name]) for name in names])


def _measure(figure: Figure) -> int:
    try:
        found = figure.measure()
    except Skipped as reason:
        print(f"{figure.name}: skipped, {reason}")
        return 0
    print(f"{figure.name}: {found.value} (goal {figure.goal}){'' if found.met else ': short of it'}")
    return 0 if found.met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
