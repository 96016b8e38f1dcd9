"""Raising a warning, renewing the one that is open, and ending those whose cause is gone (R148)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from heed.actions.engine.outbox import Announcement, announce
from heed.process.roles import ANSWERS_WARNINGS, ANSWERS_WARNINGS_ABOVE
from heed.process.words import WarningKind, WarningState
from heed.queries.staff.duties import first_holder, present_or_stand_in
from heed.queries.warnings.watched import WarningCandidate
from heed.records.models import Account, Complaint, EarlyWarning, Notice, Project

#: What the notice of a warning is about.
RAISED = "early_warning"


def raise_or_renew(candidate: WarningCandidate, at: datetime) -> EarlyWarning | None:
    """Open a warning with its owner and tell that one; renew what the open one says, and who answers for it where the
    case has another owner by now. None: nobody can answer for it, or one that was dismissed keeps it quiet."""
    if candidate.joins is not None:
        candidate.joins.complaints.add(*candidate.complaints)
        return None
    project, kind, key = candidate.subject
    warning = EarlyWarning.objects.filter(project=project, kind=kind, key=key, state=WarningState.OPEN).first()
    if warning is not None:
        if candidate.owner_id is not None:
            _hand_over(warning, candidate, at)
        if warning.facts != candidate.facts:
            warning.facts = candidate.facts
            warning.save(update_fields=["facts"])
        if candidate.kind is WarningKind.HOT_SPOT:
            warning.complaints.add(*candidate.complaints)  # what one of them is alike to is a part of it
        else:
            warning.complaints.set(candidate.complaints)
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
    _tell(owner, warning, estate, at)
    return warning


def _hand_over(warning: EarlyWarning, candidate: WarningCandidate, at: datetime) -> None:
    """Let the one who answers by now answer for it, and tell that one, once each."""
    estate = Project.objects.get(pk=candidate.project_id)
    owner = _owner_of(candidate, estate, at)
    if owner is None or owner.pk == warning.owner_id:
        return
    warning.owner = owner
    warning.save(update_fields=["owner"])
    if not Notice.objects.filter(account=owner, key__startswith=f"{_event(warning)}-").exists():
        _tell(owner, warning, estate, at)


def _event(warning: EarlyWarning) -> str:
    """The key of what is told of it; the notices of each reader have their own."""
    return f"warning-{warning.pk}"


def _tell(owner: Account, warning: EarlyWarning, estate: Project, at: datetime) -> None:
    facts = {"project": estate.name, "warning": warning.pk, "kind": str(warning.kind)}
    announce(Announcement(_event(warning), RAISED, facts, estate, at), [owner])


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


def end_over(complaints: Collection[int], held: Mapping[WarningKind, Collection[str]], at: datetime) -> None:
    """End the warnings of these kinds about single complaints but those with the keys that hold still: the owner was
    called, the clock stopped, rests or has a later limit, the complaint has ended."""
    for kind, keys in held.items():
        found = EarlyWarning.objects.filter(complaint__in=complaints, kind=kind.value, state=WarningState.OPEN.value)
        found.exclude(key__in=keys).update(state=WarningState.OVER.value, ended_at=at)
