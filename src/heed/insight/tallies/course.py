"""What the course of a complaint adds to the months: how long it stayed where, and how often it came back (R79)."""

from collections.abc import Iterator
from datetime import date

from heed.insight.tallies.life import Life
from heed.insight.tallies.measures import Measure
from heed.insight.tallies.spans import span_class
from heed.process.moves.orders import ORDER, REFUSE_ORDER, REPAIR, SEND_BACK
from heed.process.moves.solving import INVESTIGATE
from heed.process.words import ENDED, Nature

#: The moves that give it to somebody to work on.
GIVEN_BY = (INVESTIGATE.name, ORDER.name, REPAIR.name)
#: The moves by which work comes back undone.
BOUNCED_BY = (REFUSE_ORDER.name, SEND_BACK.name)
Adding = Iterator[tuple[date, Measure, str]]


def course_of(life: Life) -> Adding:
    """Give what its course adds: each stay in a stage in the month in which it ended."""
    yield from _stays(life)
    yield from _given(life)
    yield from ((life.month_of(step.at), Measure.BOUNCES, "") for step in life.steps if step.move in BOUNCED_BY)
    yield from _converted(life)


def _stays(life: Life) -> Adding:
    since = None
    for step in life.steps:
        if since is not None and step.stage is since.stage:
            continue
        if since is not None and since.stage not in ENDED:
            stayed = span_class((step.at - since.at).total_seconds())
            yield life.month_of(step.at), Measure.STAGE_TIME, f"{since.stage}.{stayed}"
        since = step


def _given(life: Life) -> Adding:
    first = next((step.at for step in life.steps if step.move in GIVEN_BY), None)
    if first is not None:
        waited = span_class((first - life.received_at).total_seconds())
        yield life.month_of(first), Measure.GIVEN_TIME, str(waited)


def _converted(life: Life) -> Adding:
    """Whether it was judged as communication at first, and as effective since; in the month it was received."""
    if life.first_nature and not Nature(life.first_nature).effective:
        yield life.began_on, Measure.TALK_FIRST, ""
        if life.nature and Nature(life.nature).effective:
            yield life.began_on, Measure.CONVERTED, ""
