"""The clocks of a complaint on paper, each with why it was due, line by line."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from heed.process.words import ClockOutcome
from heed.queries.clocks.clock_state import courses_of, why_due
from heed.queries.policies import policy_of
from heed.records.models import Clock
from heed.rooms.complaint.clock_words import calendar_name, course_in_words, line_of
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.progress import label_of
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block

_TONES = {ClockOutcome.MET: "good", ClockOutcome.LATE: "hot"}


def clock_blocks(dossier: Dossier) -> Iterator[Block]:
    """Every clock in the order in which they started; a fixed number of queries."""
    clocks = list(dossier.complaint.clocks.all())
    prefetch_related_objects(clocks, "calendar", "events")
    courses = courses_of(clocks)
    for clock in clocks:
        policy = policy_of(clock.policy_id)
        lines = why_due(clock, dossier.now, calendar_name(clock), courses[clock.pk])
        yield blocks.clock(
            label_of(clock, policy),
            _ended(clock, dossier),
            map(line_of, lines),
            [(humanize.moment(at), said) for at, said in course_in_words(clock, policy)],
        )


def _ended(clock: Clock, dossier: Dossier) -> Block:
    """What became of the clock."""
    if clock.outcome:
        outcome = ClockOutcome(clock.outcome)
        return blocks.mark(_(outcome.label), _TONES.get(outcome, ""))
    if clock.paused_at:
        return blocks.mark(_("Paused"), "warn")
    shown = humanize.countdown(clock.limit_at, target_at=clock.target_at, now=dossier.now)
    return blocks.mark(shown.text, shown.tone if shown.tone != "plain" else "")
