"""The process that ticks for `bench.ticking`. It answers each line of its input with one line."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime

import django

django.setup()

from bench.seeding.prototypes import play_prototypes  # noqa: E402
from bench.seeding.seed import seed  # noqa: E402
from heed.clockwork.tick import Clockwork  # noqa: E402
from heed.records.models import Clock, ClockEvent  # noqa: E402

BEGAN = datetime.now(UTC)


def running() -> int:
    """Count the running clocks."""
    return Clock.objects.filter(stopped_at__isnull=True, next_action_at__isnull=False).count()


def fill(many: int) -> int:
    """Make open complaints until at least so many clocks run; return how many run."""
    prototypes = play_prototypes("S1", BEGAN)
    each = running() / sum(prototype.is_open for prototype in prototypes)
    seed(round(1.1 * many / each), prototypes, "S1", open_share=1.0)
    return running()


def tick(times: int) -> int:
    """Tick so many times; return how many clocks acted."""
    clockwork = Clockwork()
    return sum(clockwork.tick(BEGAN).clocks for _ in range(times))


def fired() -> int:
    """Count the events since the process began, which is how often a clock acted in its ticks."""
    return ClockEvent.objects.filter(at__gte=BEGAN).count()


if __name__ == "__main__":
    commands: dict[str, Callable[..., int]] = {"running": running, "fill": fill, "tick": tick, "fired": fired}
    for line in sys.stdin:
        name, *numbers = line.split()
        print(commands[name](*map(int, numbers)), flush=True)
