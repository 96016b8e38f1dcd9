"""Superiors acknowledge the escalations of the demo: most of them, and after a while (C7)."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.demo.play import Play, StoryPath
from heed.process.roles import SUPERIORS
from heed.queries.staff.duties import first_holder
from heed.records.models import Clock, Complaint

SHARE = 0.7
"""The share of escalations that are acknowledged."""


def acknowledge_escalations(play: Play, seed: int) -> Callable[[], None]:
    """Return the callback for `Play.on_escalated`: it enters an acknowledgement for most clocks that escalated now."""

    def on_escalated() -> None:
        escalated = Clock.objects.filter(
            climbed_at=play.now, complaint__isnull=False, acknowledged_at__isnull=True
        ).order_by("pk")
        for complaint_id, number in escalated.values_list("complaint_id", "complaint__number"):
            chance = Random(f"{seed}-{number}-{play.now}")  # noqa: S311  # a play, not a secret
            if complaint_id is not None and chance.random() < SHARE:
                play.enter(play.now + timedelta(minutes=chance.uniform(2, 35)), _acknowledge(play, complaint_id))

    return on_escalated


def _acknowledge(play: Play, complaint_id: int) -> StoryPath:
    complaint = Complaint.objects.get(pk=complaint_id)
    superior = first_holder(SUPERIORS, complaint.project_id, but=list(complaint.accused.all()))
    try:
        if superior is not None:
            ACTIONS["acknowledge"](complaint, by=superior, at=play.now)
    except Refused:
        return  # acknowledged meanwhile
    yield from ()
