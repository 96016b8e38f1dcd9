"""The process that ticks for `bench.ticking`. It answers each line of its input with one line."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django
from django.db.models import F, QuerySet

django.setup()

from bench.seeding.prototypes import play_prototypes  # noqa: E402
from bench.seeding.seed import seed  # noqa: E402
from heed.clockwork.tick import Clockwork  # noqa: E402
from heed.records.models import Clock, ClockEvent, Notice  # noqa: E402

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


def untouched() -> QuerySet[Clock]:
    """The running clocks of complaints that can still warn: nothing has happened to them yet."""
    whole = Clock.objects.filter(stopped_at__isnull=True, next_action_at__isnull=False, complaint__isnull=False)
    return whole.filter(events__isnull=True, target_at__isnull=False, limit_at__gt=F("target_at"))


def fire(many: int) -> int:
    """Make so many clocks due, each with a warning and nothing else, and let them act; nanoseconds of CPU for that.

    Raises RuntimeError where other clocks acted, or not all of these.
    """
    ids = list(untouched().order_by("pk").values_list("pk", flat=True)[:many])
    Clock.objects.filter(pk__gte=ids[0], pk__lte=ids[-1], pk__in=untouched()).update(
        target_at=BEGAN, next_action_at=BEGAN, limit_at=BEGAN + timedelta(days=1)
    )
    before = Notice.objects.count()
    began = time.process_time_ns()
    ticked = Clockwork().tick(BEGAN)
    took = time.process_time_ns() - began
    if ticked.clocks != ticked.warned or ticked.warned != many or Notice.objects.count() - before < many:
        raise RuntimeError(f"not {many} warnings: {ticked}")
    return took


def fired() -> int:
    """Count the events since the process began, which is how often a clock acted in its ticks."""
    return ClockEvent.objects.filter(at__gte=BEGAN).count()


if __name__ == "__main__":
    commands: dict[str, Callable[..., int]] = {"running": running, "fill": fill, "tick": tick, "fired": fired}
    commands |= {"untouched": lambda: untouched().count(), "fire": fire}
    for line in sys.stdin:
        name, *numbers = line.split()
        print(commands[name](*map(int, numbers)), flush=True)
