"""The clocks of a complaint on paper, each with why it was due, line by line."""

from collections.abc import Iterator

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from heed.queries.clocks.clock_state import courses_of, why_due
from heed.queries.policies import policy_of
from heed.records.models import Clock
from heed.rooms.complaint.clock_words import calendar_name, course_in_words, line_of
from heed.rooms.complaint.dossier import Dossier
from heed.rooms.complaint.progress import label_of, outcome_of
from heed.ui import humanize
from heed.ui.paper import blocks
from heed.ui.paper.blocks import Block


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
            _standing(clock, dossier),
            map(line_of, lines),
            [(humanize.moment(at), said) for at, said in course_in_words(clock, policy)],
        )


def _standing(clock: Clock, dossier: Dossier) -> Block:
    """What became of the clock; of one that runs when it is due, which is still true when the paper is read."""
    if outcome := outcome_of(clock, dossier.entries):
        shown = humanize.countdown(
            clock.limit_at,
            target_at=clock.target_at,
            started_at=clock.started_at,
            stopped_at=clock.stopped_at,
            outcome=outcome,
        )
        return blocks.mark(shown.text, "" if shown.tone == "plain" else shown.tone)
    if clock.paused_at:
        return blocks.mark(_("paused since %(time)s") % {"time": humanize.moment(clock.paused_at)}, "warn")
    due_at = clock.limit_at or clock.target_at
    return blocks.mark(_("due %(time)s") % {"time": humanize.moment(due_at)} if due_at else _("No time limit"))
