"""A hundred printed letters, photographed askew, read as the desk reads them: in a process for each."""

import re
import resource
import tempfile
from collections import Counter
from pathlib import Path

from bench.figure import Figure, Measured, Skipped
from bench.made_letters import TODAY, MadeLetter, made_letter
from heed.insight.homes import room
from heed.insight.letters.facts import facts_of
from heed.insight.letters.reading import NotRead, is_there, read

MANY, GOAL = 100, 95


def measure() -> Measured:
    """Read all, and count those of which telephone, home and day are right."""
    if not is_there():
        raise Skipped("it needs `pip install heed[letters]`")
    right = Counter[str]()
    before = _seconds_of_children()
    with tempfile.TemporaryDirectory(prefix="heed-letters-") as folder:
        for seed in range(MANY):
            right.update(_right(made_letter(seed), Path(folder) / "turn"))
    each = (_seconds_of_children() - before) / MANY
    parts = ", ".join(f"{name} {right[name]}" for name in ("phone", "home", "day", "name"))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    words = f"{right['all']} of {MANY} right ({parts}); {each:.1f} s of CPU a page, {memory:.0f} MiB at most"
    return Measured(words, right["all"] >= GOAL)


def _right(letter: MadeLetter, turn: Path) -> list[str]:
    """What was read rightly: "phone", "home", "day", "name"; and "all" for the first three."""
    try:
        told = facts_of(read([letter.picture], turn), TODAY, letter.region)
    except NotRead:
        return []
    found = {
        "phone": told.phone == letter.phone,
        "home": _home(told.home) == _home(letter.home),
        "day": told.written_on == letter.on,
        "name": told.name == letter.name,
    }
    if not all(found.values()):
        print(f"  {letter.layout}: {letter.phone} {letter.home} {letter.on} {letter.name}, read {told}"[:240])
    missed = [name for name in ("phone", "home", "day") if not found[name]]
    return [name for name, is_right in found.items() if is_right] + ([] if missed else ["all"])


def _home(text: str) -> str:
    """Homes in one form, "Flat 3206, Block 6" too."""
    return room(text.replace(",", " ")) or re.sub(r"\W", "", text)


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


FIGURE = Figure(
    "letters-read",
    f"{MANY} made printed letters, photographed askew: telephone, home and day all right",
    f"{GOAL} of {MANY}",
    measure,
)
