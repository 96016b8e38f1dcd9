"""Hot spots in a public stream of real messages, replayed in the order of time.

The messages are outside the repository, in a folder next to it, and are only read. The two largest hot spots are the
well-known cases of this stream. Every other one counts as a false alarm here, although most of them are one thing too.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from bench.figure import Figure, Measured
from bench.real_messages import rows_of
from heed.insight.hotspots import Rarity, ToldMatter, alike_to, is_hot
from heed.process.policy.warnings import HotSpotTerms

#: The terms that a company begins with.
HOT_SPOT = HotSpotTerms()

#: The two cases are raised at this person at the latest, with so many others a month at most.
PERSON, OTHERS = 5, 1.0


@dataclass
class Spot:
    """A hot spot: at which person it was raised, and who tells of it by now."""

    raised_at: int
    voices: set[object] = field(default_factory=set)


@dataclass
class Spots:
    """All hot spots so far, and to which each message belongs."""

    all: list[Spot] = field(default_factory=list)
    of: dict[int, Spot] = field(default_factory=dict)

    def add(self, matter: ToldMatter, alike: list[ToldMatter]) -> None:
        """Let a message join the hot spot of those that are alike, or raise one where they are enough."""
        spot = next((self.of[one.id] for one in alike if one.id in self.of), None)
        if spot is None:
            voices = is_hot(HOT_SPOT, matter, alike)
            if not voices:
                return
            spot = Spot(voices)
            self.all.append(spot)
        for one in (matter, *alike):
            spot.voices.add(one.person)
            self.of[one.id] = spot


def measure() -> Measured:
    """Replay the stream. Raises Skipped."""
    told = [
        ToldMatter(number, at, user, None, frozenset(), title, detail or "")
        for number, (user, title, at, detail) in enumerate(
            rows_of("stream.parquet", '"user", title, "at", detail', order='"at", id')
        )
    ]
    spots = sorted(_spots_of(told), key=lambda spot: -len(spot.voices))
    largest, others = spots[:2], spots[2:]
    months = (told[-1].at - _first(told)).days / 30.4
    rate = len(others) / months
    persons = [spot.raised_at for spot in largest]
    words = (
        f"the two largest raised at person {persons}, {len(others)} others in {months:.1f} months: {rate:.2f} a month"
    )
    return Measured(words, len(persons) == 2 and max(persons) <= PERSON and rate <= OTHERS)


def _first(told: list[ToldMatter]) -> datetime:
    """When the stream really begins: the first message with another within a week; single old ones stand before it."""
    return next(one.at for one, after in pairwise(told) if (after.at - one.at).days < 7)


def _spots_of(told: list[ToldMatter]) -> list[Spot]:
    rarity, first, spots = Rarity(), 0, Spots()
    for place, matter in enumerate(told):
        rarity.add(f"{matter.title}\n{matter.text}")
        while matter.at - told[first].at > timedelta(days=HOT_SPOT.days):
            first += 1
        spots.add(matter, alike_to(HOT_SPOT, matter, told[first:place], rarity))
    return spots.all


FIGURE = Figure(
    "hot-spots",
    "hot spots in a stream of real messages",
    f"the two well-known cases at person {PERSON} at the latest, {OTHERS:.0f} other a month at most",
    measure,
)
