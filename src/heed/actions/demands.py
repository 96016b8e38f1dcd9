"""Demands of the company centre on a project as a whole: asked, answered, accepted or asked again (R148, R149)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import clocks
from heed.actions.engine.errors import Refused, refuse_without_duty, refuse_without_words
from heed.actions.engine.outbox import Announcement, announce
from heed.actions.engine.standing import locked_as
from heed.process.guards import no_time_ahead
from heed.process.roles import ANSWERS_DEMANDS, DEMANDS
from heed.process.words import N_, ClockKind, ProjectDemandState
from heed.queries.staff.duties import holders
from heed.records.models import Account, Clock, Project, ProjectDemand


@transaction.atomic
def ask(project: Project, words: str, due_at: datetime, *, by: Account, at: datetime | None = None) -> ProjectDemand:
    """Demand something of a project until a time. Raises Refused."""
    now = at or timezone.now()
    refuse_without_duty(by, project, DEMANDS)
    return _asked(project, words, due_at, by, now)


@transaction.atomic
def answer(demand: ProjectDemand, words: str, *, by: Account, at: datetime | None = None) -> ProjectDemand:
    """Answer a demand; its clock stops. Raises Refused."""
    now, locked = at or timezone.now(), _locked(demand, ProjectDemandState.ASKED)
    refuse_without_duty(by, locked.project, ANSWERS_DEMANDS)
    refuse_without_words(words)
    locked.state, locked.answer = ProjectDemandState.ANSWERED.value, words.strip()
    locked.answered_by, locked.answered_at = by, now
    locked.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    for clock in Clock.objects.select_for_update().filter(demand=locked, stopped_at__isnull=True):
        clocks.stop(clock, now)
    _tell(locked, "project_demand_answered", [locked.asked_by], now)
    return locked


@transaction.atomic
def accept(demand: ProjectDemand, *, by: Account, at: datetime | None = None) -> ProjectDemand:
    """Accept the answer. Raises Refused."""
    now = at or timezone.now()
    locked = _judged(demand, ProjectDemandState.ACCEPTED, by, now)
    _tell(locked, "project_demand_accepted", [locked.answered_by] if locked.answered_by else [], now)
    return locked


@transaction.atomic
def ask_again(
    demand: ProjectDemand, words: str, due_at: datetime, *, by: Account, at: datetime | None = None
) -> ProjectDemand:
    """Send the answer back: the new demand stands next to the old one. Raises Refused."""
    now = at or timezone.now()
    locked = _judged(demand, ProjectDemandState.SENT_BACK, by, now)
    return _asked(locked.project, words, due_at, by, now, replaces=locked)


def _asked(
    project: Project, words: str, due_at: datetime, by: Account, now: datetime, replaces: ProjectDemand | None = None
) -> ProjectDemand:
    refuse_without_words(words)
    if refusal := no_time_ahead(due_at, now):
        raise Refused([refusal])
    demand = ProjectDemand.objects.create(
        project=project, words=words.strip(), asked_by=by, asked_at=now, due_at=due_at, replaces=replaces
    )
    clocks.start_without_complaint(ClockKind.DEMAND, project, now, demand=demand)
    _tell(demand, "project_demand", holders(ANSWERS_DEMANDS, project), now)
    return demand


def _judged(demand: ProjectDemand, state: ProjectDemandState, by: Account, now: datetime) -> ProjectDemand:
    locked = _locked(demand, ProjectDemandState.ANSWERED)
    refuse_without_duty(by, locked.project, DEMANDS)
    locked.state, locked.judged_by, locked.judged_at = state.value, by, now
    locked.save(update_fields=["state", "judged_by", "judged_at"])
    return locked


def _locked(demand: ProjectDemand, state: ProjectDemandState) -> ProjectDemand:
    taken = N_("Somebody has been here before you: see how the demand stands now.")
    return locked_as(demand, state, "project", "asked_by", otherwise=taken)


def _tell(demand: ProjectDemand, about: str, readers: Iterable[Account], at: datetime) -> None:
    facts = {"project": demand.project.name, "demand": demand.pk}
    event = Announcement(
        key=f"demand-{demand.pk}-{demand.state}", about=about, facts=facts, project=demand.project, at=at
    )
    announce(event, list(readers))
