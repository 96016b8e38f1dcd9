"""The process that ticks for `bench.ticking`: it answers each line it is given with one."""

import sys
from datetime import UTC, datetime

import django

django.setup()

from heed.clockwork.tick import Clockwork  # noqa: E402
from heed.demo.prototypes import play_prototypes  # noqa: E402
from heed.demo.seed import seed  # noqa: E402
from heed.records.models import Clock, ClockEvent  # noqa: E402

BEGAN = datetime.now(UTC)


def running() -> int:
    """How many clocks run."""
    return Clock.objects.filter(stopped_at__isnull=True, next_action_at__isnull=False).count()


def fill(many: int) -> int:
    """Make open complaints until so many clocks run."""
    prototypes = play_prototypes("S1", BEGAN)
    each = running() / sum(prototype.is_open for prototype in prototypes)
    seed(round(1.1 * many / each), prototypes, "S1", open_share=1.0)
    return running()


def tick(times: int) -> int:
    """Tick so often; how many clocks acted."""
    clockwork = Clockwork()
    return sum(clockwork.tick(BEGAN).clocks for _ in range(times))


def fired() -> int:
    """How many clocks acted during the ticks: events after the clocks were made."""
    return ClockEvent.objects.filter(at__gte=BEGAN).count()


if __name__ == "__main__":
    does = {"running": running, "fill": fill, "tick": tick, "fired": fired}
    for line in sys.stdin:
        what, *numbers = line.split()
        print(does[what](*map(int, numbers)), flush=True)
