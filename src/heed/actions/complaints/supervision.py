"""Approvals, escalation, who answers for the case, and clocks that wait (R33, R65, R68, R79, C7, C9, C12)."""

from heed.actions.engine import audience, handover, retiming
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.facts import CLOCK, RUNG
from heed.process.moves import APPROVERS
from heed.process.words import ApprovalState, ClockEventKind, Handed
from heed.queries.rota.on_duty import holders_or_above
from heed.records.models import Approval, ClockEvent


@action("ask_approval")
def ask_approval(change: Change) -> None:
    """Ask a superior: the first who can answer it; whoever else may approve may answer it too (R65)."""
    asked_of = audience.first_eligible(change, APPROVERS, able=APPROVERS)
    change.notify += [asked_of] if asked_of else []
    Approval.objects.create(
        complaint=change.complaint,
        subject=change.text("subject"),
        round=change.round,
        money=change.facts.get("money"),
        reason=change.text("reason"),
        asked_by=change.account,
        asked_of=asked_of,
        asked_at=change.at,
    )


@action("approve")
def approve(change: Change) -> None:
    """The superior's yes."""
    _decide(change, ApprovalState.GIVEN, change.text("words"))


@action("disapprove")
def disapprove(change: Change) -> None:
    """The superior's no, with the reason."""
    _decide(change, ApprovalState.REFUSED, change.text("reason"))


def _decide(change: Change, state: ApprovalState, words: str) -> None:
    asked = Approval.objects.get(complaint=change.complaint, subject=change.text("subject"), state=ApprovalState.ASKED)
    asked.state, asked.decided_by, asked.decided_at, asked.words = state, change.account, change.at, words
    asked.round = change.round  # it holds for what stands now, in whichever round it was asked
    asked.save()
    change.notify.append(asked.asked_by)


@action("escalate")
def escalate(change: Change) -> None:
    """Move the matter up: to the person chosen, to the role of a clock's rung (`to`), or to the superior (R33, C7)."""
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
    """Whoever was asked sees to it: the ladders that were climbed end here (C7)."""
    for clock in change.complaint.clocks.filter(
        stopped_at__isnull=True, climbed_at__isnull=False, acknowledged_at__isnull=True
    ):
        clock.acknowledged_at = change.at
        clock.save(update_fields=["acknowledged_at"])
        ClockEvent.objects.create(
            clock=clock, at=change.at, kind=ClockEventKind.ACKNOWLEDGED, reason=change.account.name
        )
        retiming.look_again(clock, change.at)


@action("reassign")
def reassign(change: Change) -> None:
    """Another person answers for the case, for a reason (R68, R79)."""
    change.columns["case_owner"] = change.facts["account"]


@action("stand_in")
def stand_in(change: Change) -> None:
    """Another person does what somebody took on here: keeps the promise, answers the request, makes the visit (R68)."""
    handover.HAND_OVER[Handed(change.text("what"))](change)
    change.notify.append(change.facts["account"])


@action("pause")
def pause(change: Change) -> None:
    """Let the clocks wait that this reason may hold; progress, promises and apologies never wait (R56, R72)."""
    reason = change.case.policy.pause(change.text("pause"))
    running = change.complaint.clocks.filter(stopped_at__isnull=True, paused_at__isnull=True)
    for clock in running.filter(kind__in=[kind.value for kind in reason.clocks]):
        retiming.set_waiting(clock, change.at, change.text("reason"), kind=ClockEventKind.PAUSED)
    change.columns |= {"clocks_wait_since": change.at, "clocks_wait_for": reason.code}


@action("resume")
def resume(change: Change) -> None:
    """Let the clocks go on."""
    for clock in change.complaint.clocks.filter(stopped_at__isnull=True, paused_at__isnull=False):
        retiming.set_waiting(clock, change.at, change.text("reason"), kind=ClockEventKind.RESUMED)
    change.columns |= {"clocks_wait_since": None, "clocks_wait_for": ""}
