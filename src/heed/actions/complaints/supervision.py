"""Approvals, escalation, the case owner, and pauses of clocks (R33, R65, R68, R79, C7, C9, C12)."""

from heed.actions.engine import audience, handover, retiming
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import action
from heed.process.case import Refusal
from heed.process.facts import CLOCK, RUNG
from heed.process.moves import APPROVERS
from heed.process.words import N_, ApprovalState, ClockEventKind, Handed
from heed.queries.rota.on_duty import holders_or_above
from heed.records.models import Account, Approval, ClockEvent, Snooze


@action("ask_approval")
def ask_approval(change: Change) -> None:
    """Ask the first superior who can decide; any other approver may decide it too (R65)."""
    asked_of = audience.first_eligible(change, APPROVERS, able=APPROVERS)
    change.notify += [asked_of] if asked_of else []
    Approval.objects.create(
        complaint=change.complaint,
        subject=change.text("subject"),
        round=change.round,
        solution=change.text("solution"),
        money=change.facts.get("money"),
        reason=change.text("reason"),
        asked_by=change.account,
        asked_of=asked_of,
        asked_at=change.at,
    )


@action("approve")
def approve(change: Change) -> None:
    """Approve a request."""
    _decide(change, ApprovalState.GIVEN, change.text("words"))


@action("disapprove")
def disapprove(change: Change) -> None:
    """Refuse a request, with the reason."""
    _decide(change, ApprovalState.REFUSED, change.text("reason"))


def _decide(change: Change, state: ApprovalState, words: str) -> None:
    asked = Approval.objects.get(complaint=change.complaint, subject=change.text("subject"), state=ApprovalState.ASKED)
    asked.state, asked.decided_by, asked.decided_at, asked.words = state, change.account, change.at, words
    asked.round = change.round  # it counts for the present round, whenever it was requested
    asked.save()
    change.notify.append(asked.asked_by)


@action("escalate")
def escalate(change: Change) -> None:
    """Escalate to the chosen person, to the role of a clock's rung (`to`), or to the actor's superior (R33, C7)."""
    change.notice_facts = {fact.name: change.facts[fact.name] for fact in (CLOCK, RUNG) if fact.name in change.facts}
    chosen = change.facts.get("account")
    if chosen is not None:
        change.notify.append(chosen)
    elif change.text("to"):
        change.notify.extend(
            holders_or_above(change.text("to"), change.complaint.project_id, change.case.accused, at=change.at)
        )


@action("acknowledge")
def acknowledge(change: Change) -> None:
    """Acknowledge an escalation: the clocks that caused it escalate no further (C7)."""
    for clock in change.complaint.clocks.filter(
        stopped_at__isnull=True, climbed_at__isnull=False, acknowledged_at__isnull=True
    ):
        clock.acknowledged_at = change.at
        clock.save(update_fields=["acknowledged_at"])
        ClockEvent.objects.create(
            clock=clock, at=change.at, kind=ClockEventKind.ACKNOWLEDGED, reason=change.account.name
        )
        retiming.schedule_check(clock, change.at)


@action("reassign")
def reassign(change: Change) -> None:
    """Make another person the case owner, with the reason; the one before is notified as well (R68, R79)."""
    _notify_one_who_gives(change, change.complaint.case_owner)
    change.columns["case_owner"] = change.facts["account"]


@action("stand_in")
def stand_in(change: Change) -> None:
    """Hand a promise, a request for approval or a return visit over to another person (R68)."""
    handover.HAND_OVER[Handed(change.text("what"))](change)
    change.notify.append(change.facts["account"])
    _notify_one_who_gives(change, change.facts["instead_of"])


def _notify_one_who_gives(change: Change, account: Account) -> None:
    if account.is_active:
        change.notify.append(account)


@action("pause")
def pause(change: Change) -> None:
    """Pause the clocks that this reason may pause; those of progress, promises and apologies never pause (R56, R72)."""
    reason = change.case.policy.pause(change.text("pause"))
    if reason.code in change.case.idle_pauses:
        raise Refused([Refusal(N_("None of the clocks that run now is paused for this reason."), "pause")])
    running = change.complaint.clocks.filter(stopped_at__isnull=True, paused_at__isnull=True)
    for clock in running.filter(kind__in=[kind.value for kind in reason.clocks]):
        retiming.pause_or_resume(clock, change.at, change.text("reason"), kind=ClockEventKind.PAUSED)
    change.columns |= {"clocks_wait_since": change.at, "clocks_wait_for": reason.code}


@action("resume")
def resume(change: Change) -> None:
    """Resume the clocks."""
    for clock in change.complaint.clocks.filter(stopped_at__isnull=True, paused_at__isnull=False):
        retiming.pause_or_resume(clock, change.at, change.text("reason"), kind=ClockEventKind.RESUMED)
    change.columns |= {"clocks_wait_since": None, "clocks_wait_for": ""}


@action("snooze")
def snooze(change: Change) -> None:
    """Set it aside on the actor's own list; a later time replaces an earlier one."""
    times = {"snoozed_at": change.at, "until_at": change.facts["due_at"]}
    Snooze.objects.update_or_create(account=change.account, complaint=change.complaint, defaults=times)
