"""The conditions of the page: each a small function from (case, actor, facts) to a `Refusal` or None."""

from collections.abc import Callable
from datetime import timedelta

from heed.process.facts import Fact
from heed.process.words import (
    N_,
    ORDER_OPEN,
    ApprovalSubject,
    Exemption,
    Handed,
    Responsibility,
    Role,
    Stage,
    VisitOutcome,
)
from heed.process.workflow import Actor, Case, Facts, Refusal

CHIEF_ROLES = frozenset(role.value for role in (Role.DIRECTOR, Role.MANAGER, Role.CENTRE))
FARTHEST = timedelta(days=3660)


def on_record(fact: Fact) -> Callable[[Case, Actor, Facts], Refusal | None]:
    """The complaint must carry this fact before it leaves the counter (R4)."""

    def check(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
        if fact.name not in case.missing or case.circumstances.intersection(fact.unless):
            return None
        return Refusal(N_("Still missing on the record: %(fact)s."), params={"fact": fact.label})

    return check


def is_assessed(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Nature, category and level are known (R15, R20, R22)."""
    return None if case.assessed else Refusal(N_("Give its nature, category and level first."))


def owner_can_be_reached(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A promise needs somebody who can hear it (R6, R55)."""
    if case.circumstances:
        return Refusal(N_("An anonymous or unreachable owner cannot be promised anything: investigate at once."))
    return None


def in_time(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A promised time lies ahead, in years that somebody will live to see (R55)."""
    due_at = facts["due_at"]
    if due_at <= case.now:
        return Refusal(N_("This time is already past."), "due_at")
    if due_at - case.now > FARTHEST:
        return Refusal(N_("This time lies too far ahead."), "due_at")
    return None


def within_longest_reply(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A reply later than 24 hours (policy) is refused without an approved reason (R55)."""
    longest = case.policy.promise.longest_minutes
    if facts["due_at"] - case.now <= timedelta(minutes=longest):
        return None
    if ApprovalSubject.LONG_PROMISE in case.approvals:
        return None
    return Refusal(
        N_("A reply is due within %(hours)s hours. For a later time ask for approval first."),
        "due_at",
        {"hours": round(longest / 60)},
    )


def apology_first(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Where management is at fault the apology comes before the answer, in the form its level asks (R51, R52)."""
    responsibility = facts.get("responsibility") or case.responsibility
    if not responsibility or not Responsibility(responsibility).ours or str(facts.get("apology") or "").strip():
        return None
    forms = case.policy.level(case.level).apology_forms
    if not case.apologies:
        return Refusal(N_("Management is at fault: apologise to the owner before answering."), "responsibility")
    if forms and not case.apologies.intersection(forms):
        return Refusal(N_("At this level the apology is made in person or by telephone."), "responsibility")
    return None


def in_the_form_of_its_level(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """An apology that is owed for a promise is made in the form that its level asks (R52, R72)."""
    forms = case.policy.level(case.level).apology_forms
    if not case.apology_owed or not forms or facts["method"] in forms:
        return None
    return Refusal(N_("At this level the apology is made in person or by telephone."), "method")


def approved(subject: ApprovalSubject) -> Callable[[Case, Actor, Facts], Refusal | None]:
    """A superior has approved `subject` in this round (R59, R65, C9)."""

    def check(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
        if subject in case.approvals:
            return None
        return Refusal(N_("This needs approval first: %(subject)s."), params={"subject": subject.label})

    return check


def proposal_approved(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Approval of a solution for levels that ask it, and for money above the limit (R77, C12)."""
    money = facts.get("money") or 0
    dear = money > case.policy.money_limit
    if dear and ApprovalSubject.PROPOSE in case.approvals and money > case.approved_money:
        return Refusal(N_("More than was approved: ask for approval of this amount."), "money")
    if dear or case.policy.level(case.level).needs_approval:
        return approved(ApprovalSubject.PROPOSE)(case, actor, facts)
    return None


def no_conflict(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A complaint about a person's manner never goes to that person (C3)."""
    account = facts.get("account")
    chosen = getattr(account, "pk", account)
    if chosen is not None and chosen in case.accused:
        return Refusal(N_("The complaint is about this person: choose somebody else."), "account")
    return None


def other_than_handler(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A different person visits for levels that ask it and for complaints about manner (C3)."""
    if actor.account_id is None or actor.account_id not in {case.handler_id, *case.accused}:
        return None
    by_manner = case.about_conduct and case.policy.visits.conduct_by_other
    if actor.account_id in case.accused or by_manner or case.policy.level(case.level).visit_by_other:
        return Refusal(N_("For this complaint the return visit is made by somebody who did not carry out the work."))
    return None


def is_open_to_hand_over(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only what is open is handed over: a promise that runs, an approval that waits, a visit that is due (R68)."""
    stands = {
        Handed.PROMISE: case.promise_open,
        Handed.APPROVAL: bool(case.asked),
        Handed.VISIT: case.stage is Stage.HANDLED,
    }
    if stands[Handed(str(facts["what"]))]:
        return None
    return Refusal(N_("Nothing of this is open here."), "what")


def stand_in_did_not_handle_it(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A return visit goes to nobody who may not make it (C3)."""
    if facts["what"] != Handed.VISIT:
        return None
    chosen = facts["account"].pk
    return other_than_handler(case, Actor(frozenset(), chosen), facts) and Refusal(
        N_("For this complaint somebody else than who handled it makes the return visit: choose another."), "account"
    )


def director_decides_after_bounces(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Work that came back as often as the policy bears is given out by the director alone: no shirking (R79)."""
    if case.bounces < case.policy.orders.bounces or actor.holds.intersection(CHIEF_ROLES):
        return None
    return Refusal(
        N_("This work has come back %(count)s times: the director decides who does it."), params={"count": case.bounces}
    )


def is_not_ones_own_work(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Nobody checks the work that they did themselves (R67, C3)."""
    given = facts["order"]
    if getattr(given, "pk", given) in case.own_orders:
        return Refusal(N_("This is your own work: somebody else checks it."), "order")
    return None


def orders_ended(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Every order is done or cancelled (DESIGN 3, complete)."""
    if any(state in ORDER_OPEN for state in case.orders.values()):
        return Refusal(N_("An order is still open: finish or cancel it first."))
    return None


def promises_settled(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Closing only after fulfilment (R97, C4)."""
    satisfied = facts.get("outcome") in (None, VisitOutcome.SATISFIED)
    if satisfied and case.promise_open:
        return Refusal(N_("A promise is still open: keep it, or agree another date with the owner."))
    return None


def apology_made(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Nothing ends while an apology is owed to an owner who can be told (R72)."""
    if not case.apology_owed or case.circumstances:
        return None
    return Refusal(N_("A promise was not kept: apologise to the owner first, with the reason and a remedy."))


def apology_made_to_close(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """The same of a visit that ends the matter, and of an exemption: an owner out of reach can be told nothing."""
    out_of_reach = facts.get("code") in (Exemption.ANONYMOUS, Exemption.UNREACHABLE)
    goes_on = facts.get("outcome") in (VisitOutcome.NOT_SOLVED, VisitOutcome.NOT_REACHED)
    return None if out_of_reach or goes_on else apology_made(case, actor, facts)


def silence_over(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """The silent days have passed (R93); rechecked in the closing transaction."""
    if case.silence_ends_at is None or case.silence_ends_at > case.now:
        return Refusal(N_("The silent days are not over yet."))
    if case.repeated:
        return Refusal(N_("It was complained of again meanwhile: take the matter up again."))
    return None


def within_reopening(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only within the window of the policy; later a new, linked complaint is lodged (DESIGN 3)."""
    days = case.policy.windows.reopen_days
    if case.closed_at is None or case.now - case.closed_at <= timedelta(days=days):
        return None
    return Refusal(N_("Closed more than %(days)s days ago: lodge a new complaint linked to it."), params={"days": days})


def not_asked_yet(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """One open request for approval for each subject."""
    if facts.get("subject") in case.asked:
        return Refusal(N_("This approval has been asked for and waits for an answer."), "subject")
    return None


def is_asked(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only what was asked can be decided."""
    if facts.get("subject") not in case.asked:
        return Refusal(N_("Nobody has asked for this approval."), "subject")
    return None


def is_anothers_request(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A superior approves (R65, C12): nobody their own request, but the company centre, above which nobody is."""
    if facts.get("subject") in case.asked_by_actor and Role.CENTRE not in actor.holds:
        return Refusal(N_("You asked for this yourself: somebody above you decides it."), "subject")
    return None


def reply_within_longest(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Another date for a reply keeps to the longest time as the first did; one for agreed work need not (R55, R61)."""
    if case.stage in (Stage.HANDLING, Stage.OUTSIDE):
        return None
    return within_longest_reply(case, actor, facts)


def is_called(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only what has climbed the ladder is acknowledged, once (C7)."""
    return None if case.called else Refusal(N_("Nobody is asked for: no clock has climbed the ladder."))


def comes_from_a_body(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only a complaint that a government hotline or another body passed on is answered to it (R2, R14)."""
    return None if case.from_body else Refusal(N_("This complaint did not come from a hotline or another body."))


def waits_to_be_signed_for(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """A body's case is signed for once."""
    return None if case.to_sign else Refusal(N_("No body waits for us to sign for this case."))


def body_times_fit(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """The times a body sets may have passed already, but lie in years that clocks can count, and in their order."""
    given = {name: facts[name] for name in ("sign_by_at", "body_due_at") if facts.get(name)}
    for name, at in given.items():
        if abs(at - case.now) > FARTHEST:
            return Refusal(N_("This time lies too far away."), name)
    if len(given) > 1 and given["sign_by_at"] > given["body_due_at"]:
        return Refusal(N_("The answer cannot be due before the case is signed for."), "body_due_at")
    return None


def not_paused(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Clocks that wait already cannot be made to wait again."""
    return Refusal(N_("The clocks wait already.")) if case.paused else None


def is_paused(case: Case, actor: Actor, facts: Facts) -> Refusal | None:
    """Only waiting clocks go on."""
    return None if case.paused else Refusal(N_("The clocks are not waiting."))
