"""Handing over what a person took on at a complaint: a promise, a request for approval, a return visit (R68, C3)."""

from collections.abc import Callable

from django.db.models import Q

from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.moves import APPROVERS, VISITORS
from heed.process.words import N_, ApprovalState, Handed, Role
from heed.queries.rota.absences import with_duty_at
from heed.queries.staff.open_work import visit_is_with
from heed.records.models import Account, Approval, Promise

_NOTHING = N_("%(name)s has nothing of this kind open here.")


def _promise(change: Change) -> None:
    """Let another person keep the open promise from now on; the person who made it stays on record (R73)."""
    away = change.facts["instead_of"]
    keeps = Q(kept_by=away) | Q(kept_by__isnull=True, made_by=away)
    open_one = Promise.objects.filter(keeps, complaint=change.complaint, ended_at__isnull=True)
    if not open_one.update(kept_by=change.facts["account"]):
        raise _nothing_open(away)


def _approval(change: Change) -> None:
    """Pass the request to another approver, who did not make it (R65, C12)."""
    away, chosen = change.facts["instead_of"], change.facts["account"]
    asked = Approval.objects.filter(complaint=change.complaint, state=ApprovalState.ASKED, asked_of=away)
    if not asked.exists():
        raise _nothing_open(away)
    project = change.complaint.project_id
    if not with_duty_at([chosen.pk], project, APPROVERS):
        raise Refused([Refusal(N_("This person may not approve here. Choose a superior."), "account")])
    if asked.filter(asked_by=chosen).exists() and not with_duty_at([chosen.pk], project, [Role.CENTRE]):
        raise Refused([Refusal(N_("This person asked for the approval. Someone higher must decide it."), "account")])
    asked.update(asked_of=chosen)


def _visit(change: Change) -> None:
    """Let another person make the return visit (R88, R89)."""
    away, chosen = change.facts["instead_of"], change.facts["account"]
    if not visit_is_with(change.complaint, away):
        raise _nothing_open(away)
    give_visit(change, chosen)


def give_visit(change: Change, chosen: Account) -> None:
    """Let this person make the return visit. Raises Refused where the person has no duty for it."""
    complaint = change.complaint
    if chosen.pk != complaint.case_owner_id and not with_duty_at([chosen.pk], complaint.project_id, VISITORS):
        raise Refused([Refusal(N_("This person does not make return visits here. Choose someone else."), "account")])
    change.columns["visitor"] = chosen


def _nothing_open(away: Account) -> Refused:
    return Refused([Refusal(_NOTHING, "instead_of", {"name": away.name})])


#: The function that hands over each of them.
HAND_OVER: dict[Handed, Callable[[Change], None]] = {
    Handed.PROMISE: _promise,
    Handed.APPROVAL: _approval,
    Handed.VISIT: _visit,
}
