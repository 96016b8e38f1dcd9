"""What becomes of orders, promises, visits, closings and approvals."""

from heed.process.words.base import N_, Word


class VisitOutcome(Word):
    """What a return visit found: the owner's verdict, as the owner gave it (R89 to R94)."""

    SATISFIED = "satisfied", N_("Satisfied")
    NOT_SOLVED = "not_solved", N_("Not solved")
    DECLINED = "declined", N_("Visit declined")
    NOT_REACHED = "not_reached", N_("Not reached")


class DemandState(Word):
    """Where a demand of the company centre stands (督办); none: there is none, or its answer was accepted."""

    ASKED = "asked", N_("Waits for the answer")
    ANSWERED = "answered", N_("Answered")


class ReviewFinding(Word):
    """What a second look by somebody who had no part in the case found."""

    STANDS = "stands", N_("The result stands")
    PARTLY = "partly", N_("The owner is right in part")
    OWNER = "owner", N_("The owner is right")


class ProjectDemandState(Word):
    """What became of a demand of the company centre on a project."""

    ASKED = "asked", N_("Waits for the answer")
    ANSWERED = "answered", N_("Answered")
    ACCEPTED = "accepted", N_("Accepted")
    SENT_BACK = "sent_back", N_("Asked again")


class Satisfaction(Word):
    """The owner's opinion of what was settled on the spot, as the owner signs or says it (R54)."""

    VERY = "very", N_("Very satisfied")
    SATISFIED = "satisfied", N_("Satisfied")
    FAIR = "fair", N_("Fairly satisfied")
    NOT = "not", N_("Not satisfied")


class ConfirmedBy(Word):
    """How the owner confirmed on the spot that the matter is settled (R54)."""

    SIGNATURE = "signature", N_("Signature, at the counter or at home")
    PHONE = "phone", N_("Words on the telephone")


class RaisedBy(Word):
    """Who found that a closed matter is not right after all (R66)."""

    OWNER = "owner", N_("The owner told us")
    STAFF = "staff", N_("We found it ourselves")


class StaffVerdict(Word):
    """What the staff found, kept apart from what the owner says (R100)."""

    COMPLETED = "completed", N_("Work completed")
    NOT_COMPLETED = "not_completed", N_("Work not completed")


class OrderState(Word):
    """Where an order to a department stands (R67)."""

    SENT = "sent", N_("Sent")
    ACCEPTED = "accepted", N_("Accepted")
    ON_THE_WAY = "on_the_way", N_("On the way")
    ARRIVED = "arrived", N_("Arrived")
    NEEDS_PART = "needs_part", N_("Waiting for a part")
    DONE = "done", N_("Done")
    CHECKED = "checked", N_("Checked")
    REFUSED = "refused", N_("Refused")
    CANCELLED = "cancelled", N_("Cancelled")


ORDER_OPEN = (
    OrderState.SENT, OrderState.ACCEPTED, OrderState.ON_THE_WAY, OrderState.ARRIVED, OrderState.NEEDS_PART,
)  # fmt: skip
#: The work is done, checked or not.
ORDER_DONE = (OrderState.DONE, OrderState.CHECKED)


class PromiseKind(Word):
    """What was promised (R55, R61)."""

    REPLY = "reply", N_("A reply")
    COMPLETION = "completion", N_("Completion")


class PromisedWay(Word):
    """What exactly was promised: a reply, which only one by the `Method` of the same code keeps; or the work (R55)."""

    PHONE = "phone", N_("A telephone call")
    HOME = "home", N_("A visit at home")
    COUNTER = "counter", N_("A talk at the counter")
    ONLINE = "online", N_("A message")
    LETTER = "letter", N_("A letter")
    WORK = "work", N_("The finished work")


class PromiseState(Word):
    """What became of a promise (R72, R73)."""

    OPEN = "open", N_("Open")
    KEPT = "kept", N_("Kept")
    RENEGOTIATED = "renegotiated", N_("New date agreed")
    BROKEN = "broken", N_("Broken")
    RELEASED = "released", N_("No longer needed")


class ClosingCode(Word):
    """Why a complaint may close; `closing` says what evidence each asks for (C4)."""

    ON_SITE = "on_site", N_("Resolved on the spot")
    VISIT = "visit", N_("Return visit: satisfied")
    CONFIRMED = "confirmed", N_("Confirmed by the owner")
    SILENT_WEEK = "silent_week", N_("Seven days without a repeat")
    ANONYMOUS = "anonymous", N_("Exempt: anonymous")
    UNREACHABLE = "unreachable", N_("Exempt: cannot be reached")
    SENSITIVE = "sensitive", N_("Exempt: sensitive")


class Exemption(Word):
    """Why a complaint may close without a return visit (R94); each is a `ClosingCode` too."""

    ANONYMOUS = "anonymous", N_("Anonymous")
    UNREACHABLE = "unreachable", N_("The owner cannot be reached")
    SENSITIVE = "sensitive", N_("Sensitive: a visit would do harm")


class CompensationState(Word):
    """What became of a compensation that was agreed (R77, R97)."""

    OWED = "owed", N_("Owed")
    PAID = "paid", N_("Paid")
    WAIVED = "waived", N_("Waived by the owner")
    REPLACED = "replaced", N_("Replaced by another sum")


class ApprovalSubject(Word):
    """What a superior is asked to approve (R55, R59, R77, R94, C9, C12)."""

    PROPOSE = "propose", N_("Proposed solution")
    EXPLAIN = "explain", N_("Explain that it cannot be resolved")
    EXEMPT = "exempt", N_("Closing without a return visit")
    LONG_PROMISE = "long_promise", N_("A reply later than the limit")


class ApprovalState(Word):
    """What became of a request for approval."""

    ASKED = "asked", N_("Requested")
    GIVEN = "given", N_("Approved")
    REFUSED = "refused", N_("Not approved")
