"""Those whom the ladder asks say that they see to it: mostly, and after a while (C7)."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.demo.play import Play, Road
from heed.process.roles import SUPERIORS
from heed.queries.staff.duties import first_holder
from heed.records.models import Clock, Complaint

SHARE = 0.7


def heeding(play: Play, seed: int) -> Callable[[], None]:
    """What the play calls whenever a clock has climbed: somebody may see to what was just asked."""

    def climbed() -> None:
        asked = Clock.objects.filter(climbed_at=play.now, complaint__isnull=False, acknowledged_at__isnull=True)
        for complaint_id, number in asked.order_by("pk").values_list("complaint_id", "complaint__number"):
            chance = Random(f"{seed}-{number}-{play.now}")  # noqa: S311  # a play, not a secret
            if complaint_id is not None and chance.random() < SHARE:
                play.enter(play.now + timedelta(minutes=chance.uniform(2, 35)), _sees_to_it(play, complaint_id))

    return climbed


def _sees_to_it(play: Play, complaint_id: int) -> Road:
    complaint = Complaint.objects.get(pk=complaint_id)
    chief = first_holder(SUPERIORS, complaint.project_id, but=list(complaint.accused.all()))
    try:
        if chief is not None:
            ACTIONS["acknowledge"](complaint, by=chief, at=play.now)
    except Refused:
        return  # it was done meanwhile
    yield from ()
