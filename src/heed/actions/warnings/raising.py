"""Raising a warning, renewing the one that is open, and ending those whose cause is gone (R148)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from heed.actions.engine.outbox import Announcement, announce
from heed.process.roles import ANSWERS_WARNINGS, ANSWERS_WARNINGS_ABOVE
from heed.process.words import WarningKind, WarningState
from heed.queries.staff.duties import first_holder, present_or_stand_in
from heed.queries.warnings.watched import WarningCandidate, WatchedComplaint
from heed.records.models import Account, Complaint, EarlyWarning, Project

#: What the notice of a warning is about.
RAISED = "early_warning"


def raise_or_renew(candidate: WarningCandidate, at: datetime) -> EarlyWarning | None:
    """Open a warning with its owner and tell that one; renew what the open one says. None: nobody can answer for it."""
    project, kind, key = candidate.subject
    warning = EarlyWarning.objects.filter(project=project, kind=kind, key=key, state=WarningState.OPEN).first()
    if warning is not None:
        if warning.facts != candidate.facts:
            warning.facts = candidate.facts
            warning.save(update_fields=["facts"])
        warning.complaints.add(*candidate.complaints)
        return warning
    estate = Project.objects.get(pk=project)
    owner = _owner_of(candidate, estate, at)
    if owner is None:
        return None
    warning = EarlyWarning.objects.create(
        project=estate,
        kind=kind.value,
        key=key,
        owner=owner,
        about_id=candidate.about_id,
        complaint_id=candidate.complaint_id,
        facts=candidate.facts,
        raised_at=at,
    )
    warning.complaints.set(candidate.complaints)
    facts = {"project": estate.name, "warning": warning.pk, "kind": kind.value}
    announce(Announcement(f"warning-{warning.pk}", RAISED, facts, estate, at), [owner])
    return warning


def _owner_of(candidate: WarningCandidate, project: Project, at: datetime) -> Account | None:
    """Return who answers: the case owner, the director, or for how an estate is led the centre; never who is complained
    of in one of the complaints (C3)."""
    named = Complaint.accused.through._default_manager.filter(complaint__in=candidate.complaints)
    but = set(named.values_list("account", flat=True))
    if candidate.about_id is not None:
        but.add(candidate.about_id)
    if candidate.owner_id is not None:
        case_owner = Account.objects.get(pk=candidate.owner_id)
        if (acting := present_or_stand_in(case_owner, project, but, at)) is not None:
            return acting
    roles = ANSWERS_WARNINGS_ABOVE if candidate.kind is WarningKind.PROMISES else ANSWERS_WARNINGS
    return first_holder(roles, project, but, at)


def end_over(watched: Collection[WatchedComplaint], running: Collection[str], at: datetime) -> None:
    """End the warnings about complaints that have ended, and about clocks that run no more or were missed."""
    ended = Q(complaint__in=[one.id for one in watched if not one.is_open])
    stopped = Q(complaint__in=[one.id for one in watched], kind=WarningKind.LATE.value) & ~Q(key__in=list(running))
    found = EarlyWarning.objects.filter(ended | stopped, state=WarningState.OPEN.value, complaint__isnull=False)
    found.update(state=WarningState.OVER.value, ended_at=at)
