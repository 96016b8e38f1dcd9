"""Investigating, proposing, apologising, explaining, settling (R49 to R62, R75 to R80)."""

from heed.actions.complaints import compensation
from heed.actions.engine import apology_duty
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process import approval_guards
from heed.process.words import Method, Remit, Role, StaffVerdict, VisitOutcome
from heed.queries.staff.duties import holders
from heed.records.models import Proposal
from heed.records.writing import insert, save


@action("settle")
def settle(change: Change) -> None:
    """Explain or solve on the spot, signed or confirmed by the owner (R53, R54).

    The director is notified of what lies above the policy's limits, whoever approved it (R77, C12).
    """
    change.record("responsibility", "thanked", "validity")
    change.columns |= {"handler": change.by.account, "handled_at": change.at}
    change.columns |= {"owner_verdict": VisitOutcome.SATISFIED, "staff_verdict": StaffVerdict.COMPLETED}
    if change.text("apology"):
        apology_duty.apologise(change, Method.COUNTER)
    change.add_signature()
    money = change.facts.get("money") or 0
    if money:
        compensation.pay_on_the_spot(change)
    if approval_guards.above_limits(change.case, money):
        change.notify.extend(holders([Role.DIRECTOR], change.complaint.project_id))


@action("investigate")
def investigate(change: Change) -> None:
    """A person investigates the cause (R57)."""
    change.notify.append(change.facts["account"])


@action("propose")
def propose(change: Change) -> None:
    """Propose a solution to the owner, with findings and responsibility (R58)."""
    change.record("responsibility", "validity", "wrong", "harmed")
    made = Proposal(
        complaint=change.complaint,
        round=change.round,
        findings=change.text("findings"),
        solution=change.text("solution"),
        money=change.facts.get("money"),
        made_by=change.account,
        made_at=change.at,
    )
    insert(made)


@action("agree")
def agree(change: Change) -> None:
    """The owner agrees; a sum agreed to is owed from now on (R58, R60, R97)."""
    change.add_signature()
    compensation.owe(change, _answer(change, agreed=True))


@action("go_ahead")
def go_ahead(change: Change) -> None:
    """Carry the solution out without the owner's view, as there is no way to ask for it (R6)."""


@action("decline")
def decline(change: Change) -> None:
    """The owner does not agree, and may make a proposal (R58, R78)."""
    _answer(change, agreed=False, own_proposal=change.text("own_proposal"))


def _answer(change: Change, *, agreed: bool, own_proposal: str = "") -> Proposal:
    latest = change.complaint.proposals.order_by("-pk").first()
    assert latest is not None  # the stage `proposed` is reached only with a proposal
    latest.agreed, latest.answered_at = agreed, change.at
    latest.owner_words, latest.own_proposal = change.text("owner_words"), own_proposal
    save(latest)
    return latest


@action("explain")
def explain(change: Change) -> None:
    """Explain to the owner that it cannot be solved, and which other bodies can help (R59, C9)."""
    change.columns["handler"] = change.by.account


@action("apologise")
def apologise(change: Change) -> None:
    """Apologise to the owner (R51, R52, R72)."""
    method = Method(change.text("method") or Method.ONLINE)  # out of reach: it stands on the owner's page alone
    reason, remedy = change.text("reason"), change.text("remedy")
    apology_duty.apologise(change, method, reason=reason, remedy=remedy)


@action("reply")
def reply(change: Change) -> None:
    """Reply to the owner, with what the owner shall see (R55, R76)."""
    change.add_files()


@action("report_progress")
def report_progress(change: Change) -> None:
    """Report progress to the owner, with what the owner shall see (R56, R95)."""
    change.add_files()


@action("refer")
def refer(change: Change) -> None:
    """Refer it to the body in charge, and go on following it (R7, R95)."""
    change.columns |= {"remit": Remit.OUTSIDE, "outside_body": change.text("body")}
    change.columns["outside_reference"] = change.text("reference")


@action("return")
def take_back(change: Change) -> None:
    """Take a referred complaint back (R7)."""
    change.columns["remit"] = Remit.OURS
