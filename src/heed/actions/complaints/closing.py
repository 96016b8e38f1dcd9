"""Return visits, the owner's own word, exemptions, the silent week, and what comes after (R88 to R100, R105)."""

from typing import Any

from heed.actions.engine import handover
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.actions.engine.own_words import own_words
from heed.actions.engine.visit_notices import MOVED, agreed_before, facts_of_visit
from heed.actions.orders import cancel_open_orders
from heed.process.facts import RATINGS, REACHED, WOULD_NOT_SAY
from heed.process.visiting import VISIT_AT, VISIT_BY
from heed.process.words import N_, Method, StaffVerdict, VisitOutcome
from heed.records.models import Summary, Visit
from heed.records.writing import insert

#: The verdict of the staff by the owner's answer; none where the owner was not reached.
_STAFF = {VisitOutcome.SATISFIED: StaffVerdict.COMPLETED, VisitOutcome.NOT_SOLVED: StaffVerdict.NOT_COMPLETED}
#: Why an order is cancelled when the owner confirms without words of their own.
SOLVED = N_("The owner confirmed that it is solved")


@action("visit")
def visit(change: Change) -> None:
    """One attempt at a return visit: reached or not, and the owner's verdict in the owner's words (R90 to R93)."""
    outcome = VisitOutcome(change.text("outcome"))
    method, completed = Method(change.text("method")), change.facts.get("completed")
    record_visit(change, outcome, method, with_marks=outcome in REACHED, completed=completed)
    if outcome in _STAFF:
        change.columns |= {"owner_verdict": outcome, "staff_verdict": _STAFF[outcome]}


@action("arrange_visit")
def arrange_visit(change: Change) -> None:
    """Agree with the owner when the return visit is made, and by whom: that person and the owner get it in writing
    (R98, C3)."""
    visitor = change.facts["account"]
    handover.give_visit(change, visitor)
    change.notify.append(visitor)
    method = Method(change.text(VISIT_BY.name) or Method.PHONE)
    change.notice_facts |= facts_of_visit(change.facts[VISIT_AT.name], method, visitor)
    change.notice_facts[MOVED] = agreed_before(change)


@action("confirm")
def confirm(change: Change) -> None:
    """The owner confirms online that it is solved (R96); open orders are cancelled."""
    change.add_signature()
    record_visit(change, VisitOutcome.SATISFIED, Method.ONLINE, with_marks=True)
    solved_by_owner(change)
    change.columns["owner_verdict"] = VisitOutcome.SATISFIED


def solved_by_owner(change: Change) -> None:
    """Cancel the open orders, as the owner says on the own page that it is solved."""
    cancel_open_orders(change, change.text("owner_words") or own_words(change.complaint.project, SOLVED))


@action("contest")
def contest(change: Change) -> None:
    """The owner says online that it is not solved: a new round (R66)."""
    record_visit(change, VisitOutcome.NOT_SOLVED, Method.ONLINE)
    change.columns["owner_verdict"] = VisitOutcome.NOT_SOLVED


@action("decline_visit")
def decline_visit(change: Change) -> None:
    """The owner does not want to be asked: it closes unless it comes again within the silent week (R93)."""
    record_visit(change, VisitOutcome.DECLINED, Method.ONLINE)


def _ratings(change: Change) -> dict[str, Any]:
    """The marks, and those that the owner was asked for and would not give."""
    given = {fact.name: change.facts.get(fact.name) for fact in RATINGS}
    unsaid = [name for name, mark in given.items() if mark == WOULD_NOT_SAY]
    marks = {name: None if name in unsaid else mark or None for name, mark in given.items()}
    return {**marks, "would_not_say": unsaid}


def record_visit(
    change: Change, outcome: VisitOutcome, method: Method, *, with_marks: bool = False, completed: bool | None = None
) -> None:
    """Record one attempt of this round: how, what the owner said, and the marks among the facts where given (R90)."""
    marks = _ratings(change) if with_marks else {}
    made = Visit(
        complaint=change.complaint,
        round=change.case.round,
        at=change.at,
        account=change.by.account,
        method=method,
        outcome=outcome,
        owner_words=change.text("owner_words"),
        completed=completed,
        **marks,
    )
    insert(made)


@action("exempt")
def exempt(change: Change) -> None:
    """Close without a visit, for a reason that the policy knows (R94)."""


@action("silence")
def silence(change: Change) -> None:
    """Seven silent days are over (R93)."""


@action("reopen")
def reopen(change: Change) -> None:
    """Open a complaint again within the days that the policy allows."""
    change.columns |= {"owner_verdict": "", "staff_verdict": ""}


@action("withdraw")
def withdraw(change: Change) -> None:
    """The owner withdraws the complaint; open orders are cancelled."""
    cancel_open_orders(change, change.text("owner_words"))


@action("friendly_call")
def friendly_call(change: Change) -> None:
    """The call that the owner was told of: what the owner says some days later (R98, R99)."""
    _call_after_closing(change)


@action("check")
def check(change: Change) -> None:
    """The director asks an owner whose complaint was drawn (C3)."""
    _call_after_closing(change)


def _call_after_closing(change: Change) -> None:
    outcome = VisitOutcome(change.text("outcome"))
    method = Method(change.text("method") or Method.PHONE)
    record_visit(change, outcome, method, with_marks=outcome in REACHED)
    if outcome in _STAFF:
        change.columns["owner_verdict"] = outcome
    if outcome is VisitOutcome.NOT_SOLVED:
        change.columns["staff_verdict"] = StaffVerdict.NOT_COMPLETED


@action("summarise")
def summarise(change: Change) -> None:
    """Reason, lesson and how to avoid it (R105)."""
    Summary.objects.update_or_create(
        complaint=change.complaint,
        defaults={
            "root_cause": change.text("root_cause"),
            "lesson": change.text("lesson"),
            "prevention": change.text("prevention"),
            "account": change.account,
            "at": change.at,
        },
    )
