"""The guards of the table of moves: each gives a `Refusal`, or None where it does not object.

Those of `needs` and `offered_while` take the case alone, those of `actor_guards` also who acts, and those of
`guards` also the facts; every row that has such a guard declares the facts that it reads.
"""

from datetime import datetime, timedelta

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import Fact, FactValues
from heed.process.move import CaseGuard
from heed.process.visiting import chosen_may_visit
from heed.process.words import (
    N_,
    ApprovalSubject,
    Exemption,
    Handed,
    Responsibility,
    Stage,
    VisitOutcome,
)

#: A time farther away than this is a slip of the keyboard.
FARTHEST = timedelta(days=3660)

_IN_PERSON = N_("At this level the apology must be made in person or by telephone.")

# The case alone


def on_record(fact: Fact) -> CaseGuard:
    """A guard: the complaint carries this fact before it leaves the counter (R4)."""

    def is_on_record(case: Case) -> Refusal | None:
        if fact.name not in case.missing or case.situation.intersection(fact.unless):
            return None
        return Refusal(N_("The record still lacks: %(fact)s."), params={"fact": fact.label}, cure="amend")

    return is_on_record


def is_assessed(case: Case) -> Refusal | None:
    """Nature, category and level are known (R15, R20, R22)."""
    return None if case.assessed else Refusal(N_("Set its nature, category and level first."), cure="verify")


def promises_settled(case: Case) -> Refusal | None:
    """Closing only after fulfilment (R97, C4)."""
    if case.promise_open:
        return Refusal(N_("A promise is still open. Keep it, or agree a new date with the owner."))
    return None


def apology_made(case: Case) -> Refusal | None:
    """Nothing ends while an apology is owed to an owner who can be reached (R72)."""
    if not case.apology_owed or case.out_of_reach:
        return None
    text = N_("A promise was broken. Apologise to the owner first, with the reason and a remedy.")
    return Refusal(text, cure="apologise")


def silence_over(case: Case) -> Refusal | None:
    """The silent days have passed (R93); checked again in the transaction that closes."""
    if case.silence_ends_at is None or case.silence_ends_at > case.now:
        return Refusal(N_("The observation period is not over yet."))
    if case.repeated:
        return Refusal(N_("The owner has complained again in the meantime. Take the matter up again."))
    return None


def within_reopening(case: Case) -> Refusal | None:
    """Only within the window of the policy; later a new, linked complaint is lodged."""
    days = case.policy.windows.reopen_days
    if case.closed_at is None or case.now - case.closed_at <= timedelta(days=days):
        return None
    return Refusal(
        N_("Closed more than %(days)s days ago. Record a new complaint linked to it."), params={"days": days}
    )


def is_called(case: Case) -> Refusal | None:
    """A clock was escalated, and no superior has acknowledged it (C7)."""
    return None if case.called else Refusal(N_("Nothing to acknowledge: no clock has been escalated."))


def is_running(case: Case) -> Refusal | None:
    """Paused clocks cannot be paused once more, nor is there a pause that stops no clock."""
    if case.paused:
        return Refusal(N_("The clocks are already paused."))
    if case.idle_pauses.issuperset(reason.code for reason in case.policy.pauses):
        return Refusal(N_("No clock is running that could be paused."))
    return None


def is_paused(case: Case) -> Refusal | None:
    """Only paused clocks are resumed."""
    return None if case.paused else Refusal(N_("The clocks are not paused."))


# The case and who acts


# The case, who acts and the facts


def in_time(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A promised time lies ahead, and not absurdly far (R55)."""
    return no_time_ahead(facts["due_at"], case.now)


def no_time_ahead(due_at: datetime, now: datetime) -> Refusal | None:
    """Why a due time is refused: it has passed, or is absurdly far; None where it is not."""
    if due_at <= now:
        return Refusal(N_("This time has already passed."), "due_at")
    if due_at - now > FARTHEST:
        return Refusal(N_("This time is too far in the future."), "due_at")
    return None


def within_longest_reply(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A reply later than 24 hours (policy) is refused without an approved reason (R55)."""
    longest = case.policy.promise.longest_minutes
    if facts["due_at"] - case.now <= timedelta(minutes=longest):
        return None
    if ApprovalSubject.LONG_PROMISE in case.approvals:
        return None
    return Refusal(
        N_("A reply is due within %(hours)s hours. For a later time, ask for approval first."),
        "due_at",
        {"hours": round(longest / 60)},
        cure="ask_approval",
    )


def new_date_within_longest_reply(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A new date for a reply keeps to the longest time as the first did; one for agreed work need not (R55, R61)."""
    if case.stage in (Stage.HANDLING, Stage.OUTSIDE):
        return None
    return within_longest_reply(case, actor, facts)


def apology_before_answer(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Where management is at fault the apology comes before the answer, in the form its level asks (R51, R52)."""
    responsibility = facts.get("responsibility") or case.responsibility
    if not responsibility or not Responsibility(responsibility).ours:
        return None
    if case.is_apologised:
        return None
    text = _IN_PERSON if case.apologies else N_("Management is at fault. Apologise to the owner before you answer.")
    return Refusal(text, "responsibility", cure="apologise")


def apology_in_form_of_level(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """An apology that is owed for a promise is made in the form that its level asks (R52, R72)."""
    forms = case.policy.level(case.level).apology_forms
    if not case.apology_owed or case.out_of_reach or not forms or facts["method"] in forms:
        return None
    return Refusal(_IN_PERSON, "method")


def no_conflict(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A complaint about a person's manner never goes to that person (C3)."""
    account = facts.get("account")
    chosen = getattr(account, "pk", account)
    if chosen is not None and chosen in case.accused:
        return Refusal(N_("The complaint is about this person. Choose someone else."), "account")
    return None


def is_open_to_hand_over(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Only what is open is handed over: a promise that runs, an approval that waits, a visit that is due (R68)."""
    is_open = {
        Handed.PROMISE: case.promise_open,
        Handed.APPROVAL: bool(case.asked),
        Handed.VISIT: case.stage is Stage.HANDLED,
    }
    if is_open[Handed(str(facts["what"]))]:
        return None
    return Refusal(N_("Nothing of this kind is open here."), "what")


def stand_in_did_not_handle_it(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit is handed over only to a person who may make it (C3)."""
    if facts["what"] != Handed.VISIT:
        return None
    return chosen_may_visit(case, actor, facts)


def promises_settled_if_satisfied(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit that closes the case does so only after fulfilment (R97, C4)."""
    return promises_settled(case) if facts["outcome"] == VisitOutcome.SATISFIED else None


def apology_made_if_it_ends(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A return visit ends nothing while an apology is owed (R72); one that goes on with the case may be made."""
    goes_on = facts["outcome"] in (VisitOutcome.NOT_SOLVED, VisitOutcome.NOT_REACHED)
    return None if goes_on else apology_made(case)


def apology_made_if_reachable(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """An exemption ends nothing while an apology is owed (R72), unless the owner is out of reach."""
    out_of_reach = facts["code"] in (Exemption.ANONYMOUS, Exemption.UNREACHABLE)
    return None if out_of_reach else apology_made(case)
