"""The words of the process: every code that a complaint, an order, a visit or a person on duty can carry.

Each word is a `StrEnum` member (its code, stored in the database) with a `label` (an English message id that the
house translates). Nothing here decides anything; `moves` does.
"""

from heed.process.wording import N_, Word



class Stage(Word):
    """Where a complaint stands (DESIGN 3)."""

    RECEIVED = "received", N_("Received")
    VERIFIED = "verified", N_("Verified")
    PROMISED = "promised", N_("Reply promised")
    INVESTIGATING = "investigating", N_("Investigating")
    PROPOSED = "proposed", N_("Solution proposed")
    HANDLING = "handling", N_("Being handled")
    HANDLED = "handled", N_("Handled")
    WATCHING = "watching", N_("Silent week")
    OUTSIDE = "outside", N_("Outside our remit")
    CLOSED = "closed", N_("Closed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    MERGED = "merged", N_("Merged")


ENDED = (Stage.CLOSED, Stage.WITHDRAWN, Stage.MERGED)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
#: The stages of the straight road, in the order in which the stage line shows them.
ROAD = (
    Stage.RECEIVED,
    Stage.VERIFIED,
    Stage.PROMISED,
    Stage.INVESTIGATING,
    Stage.PROPOSED,
    Stage.HANDLING,
    Stage.HANDLED,
    Stage.CLOSED,
)


class Channel(Word):
    """How it reached us (R2, R14)."""

    PHONE = "phone", N_("Telephone")
    VISIT = "visit", N_("Visit")
    LETTER = "letter", N_("Letter")
    WEB = "web", N_("Web form")
    EMAIL = "email", N_("E-mail")
    MESSAGE = "message", N_("Messaging")
    MEDIA = "media", N_("Newspaper or media")
    HOTLINE = "hotline", N_("Government hotline")
    PATROL = "patrol", N_("Guard or patrol")
    OTHER = "other", N_("Other")


class Nature(Word):
    """Effective or communication, with their kinds (R15 to R18)."""

    BREACH = "breach", N_("Effective: breach registered by the authority")
    HARM = "harm", N_("Effective: harm by intent, accident or negligence")
    HELP = "help", N_("Communication: asks for help")
    CONSULT = "consult", N_("Communication: asks or suggests")
    VENT = "vent", N_("Communication: vents")

    @property
    def effective(self) -> bool:
        return self in (Nature.BREACH, Nature.HARM)


class Validity(Word):
    """Whether the complaint holds (R21, C6)."""

    UNKNOWN = "unknown", N_("Not yet judged")
    VALID = "valid", N_("Valid")
    PARTLY = "partly", N_("Partly valid")
    INVALID = "invalid", N_("Not valid")


class Responsibility(Word):
    """Who answers for the cause: a judged fact (R24)."""

    MANAGEMENT = "management", N_("Management")
    PARTIAL = "partial", N_("Partly management")
    NONE = "none", N_("Nobody")
    THIRD_PARTY = "third_party", N_("Third party")

    @property
    def ours(self) -> bool:
        return self in (Responsibility.MANAGEMENT, Responsibility.PARTIAL)


class Wrong(Word):
    """What was done wrong (R8)."""

    DERELICTION = "dereliction", N_("Dereliction of duty")
    MISTAKE = "mistake", N_("Mistake")
    EXCESS = "excess", N_("Excess")
    LOSS_OF_CONTROL = "loss_of_control", N_("Loss of control")


class Harmed(Word):
    """What was harmed (R8)."""

    DIGNITY = "dignity", N_("Dignity")
    INTERESTS = "interests", N_("Interests")


class Emotion(Word):
    """How the owner feels (R11)."""

    CALM = "calm", N_("Calm")
    AGITATED = "agitated", N_("Agitated")


class Remit(Word):
    """Whether the matter is the company's (R7)."""

    OURS = "ours", N_("Within our remit")
    OUTSIDE = "outside", N_("Outside our remit")


class Role(Word):
    """What a duty lets an account do (R150)."""

    RECEPTIONIST = "receptionist", N_("Receptionist")
    GUARD = "guard", N_("Guard")
    OPERATOR = "operator", N_("Operator")
    DEPARTMENT = "department", N_("Head of department")
    FOLLOW_UP = "follow_up", N_("Follow-up person")
    IN_CHARGE = "in_charge", N_("Person in charge")
    DIRECTOR = "director", N_("Customer-service director")
    MANAGER = "manager", N_("Project manager")
    CENTRE = "centre", N_("Company centre")
    ADMIN = "admin", N_("Administrator")


class Party(Word):
    """Who acts or is told besides the holders of a role."""

    OWNER = "owner", N_("Owner")
    CASE_OWNER = "case_owner", N_("Case owner")
    WORKER = "worker", N_("Person on the order")
    APPROVER = "approver", N_("Approver")
    SUPERIOR = "superior", N_("Superior")
    CLOCKWORK = "clockwork", N_("Heed")


class Line(Word):
    """Between whom a word of the timeline passed (R74)."""

    OWNER_CENTRE = "owner_centre", N_("Owner and centre")
    CENTRE_DEPARTMENT = "centre_department", N_("Centre and department")
    DEPARTMENT_OWNER = "department_owner", N_("Department and owner")
    INSIDE = "inside", N_("Inside")


class Method(Word):
    """How somebody was told or visited (R91)."""

    PHONE = "phone", N_("By telephone")
    HOME = "home", N_("At home")
    COUNTER = "counter", N_("At the counter")
    ONLINE = "online", N_("Online reply")
    QUESTIONNAIRE = "questionnaire", N_("Questionnaire")
    LETTER = "letter", N_("By letter")


class VisitOutcome(Word):
    """What a return visit found: the owner's verdict, as the owner gave it (R89 to R94)."""

    SATISFIED = "satisfied", N_("Satisfied")
    NOT_SOLVED = "not_solved", N_("Not solved")
    DECLINED = "declined", N_("Visit declined")
    NOT_REACHED = "not_reached", N_("Not reached")


class OrderState(Word):
    """Where an order to a department stands (R67)."""

    SENT = "sent", N_("Sent")
    ACCEPTED = "accepted", N_("Accepted")
    ARRIVED = "arrived", N_("Arrived")
    DONE = "done", N_("Done")
    REFUSED = "refused", N_("Refused")
    CANCELLED = "cancelled", N_("Cancelled")


ORDER_OPEN = (OrderState.SENT, OrderState.ACCEPTED, OrderState.ARRIVED)


class PromiseKind(Word):
    """What was promised (R55, R61)."""

    REPLY = "reply", N_("A reply")
    COMPLETION = "completion", N_("Completion")


class PromiseState(Word):
    """What became of a promise (R72, R73)."""

    OPEN = "open", N_("Open")
    KEPT = "kept", N_("Kept")
    RENEGOTIATED = "renegotiated", N_("New date agreed")
    BROKEN = "broken", N_("Broken")
    RELEASED = "released", N_("No longer needed")


class ClosingCode(Word):
    """Why a complaint may close; `closing` says what evidence each asks for (C4)."""

    ON_SITE = "on_site", N_("Settled on the spot")
    VISIT = "visit", N_("Return visit: satisfied")
    CONFIRMED = "confirmed", N_("Confirmed by the owner")
    SILENT_WEEK = "silent_week", N_("Seven silent days")
    ANONYMOUS = "anonymous", N_("Exempt: anonymous")
    UNREACHABLE = "unreachable", N_("Exempt: no way to reach")
    SENSITIVE = "sensitive", N_("Exempt: sensitive")


class ClockKind(Word):
    """What a clock measures. Targets and limits are policy, never constants."""

    VERIFY = "verify", N_("Verify")
    ANSWER = "answer", N_("Answer")
    PROMISE = "promise", N_("Promise")
    PROGRESS = "progress", N_("Tell progress")
    FINISH = "finish", N_("Finish the work")
    REPORT_BACK = "report_back", N_("Report back after agreement")
    ACCEPT = "accept", N_("Accept the order")
    ARRIVAL = "arrival", N_("Arrive")
    VISIT = "visit", N_("Return visit")
    SILENCE = "silence", N_("Silent week")
    APPROVAL = "approval", N_("Approval")
    WAITING = "waiting", N_("Waiting at the counter")
    COUNTER = "counter", N_("Reception")
    PAGE = "page", N_("Director called")


class ClockOutcome(Word):
    """How a clock ended."""

    MET = "met", N_("Met")
    LATE = "late", N_("Late")
    DROPPED = "dropped", N_("No longer needed")
    FIRED = "fired", N_("Elapsed")


class ClockEventKind(Word):
    """What happened to a clock; each entry is enough to replay it."""

    STARTED = "started", N_("Started")
    PAUSED = "paused", N_("Paused")
    RESUMED = "resumed", N_("Resumed")
    RETIMED = "retimed", N_("Re-timed")
    WARNED = "warned", N_("Target passed")
    BREACHED = "breached", N_("Limit passed")
    ESCALATED = "escalated", N_("Escalated")
    STOPPED = "stopped", N_("Stopped")


class Exemption(Word):
    """Why a complaint may close without a return visit (R94); each is a `ClosingCode` too."""

    ANONYMOUS = "anonymous", N_("Anonymous")
    UNREACHABLE = "unreachable", N_("No way to reach the owner")
    SENSITIVE = "sensitive", N_("Sensitive: a visit would do harm")


class ApprovalSubject(Word):
    """What a superior is asked to approve (R55, R59, R77, R94, C9, C12)."""

    PROPOSE = "propose", N_("The solution proposed")
    EXPLAIN = "explain", N_("Explaining that it cannot be resolved")
    EXEMPT = "exempt", N_("Closing without a return visit")
    LONG_PROMISE = "long_promise", N_("A reply later than the limit")


class ApprovalState(Word):
    """What became of a request for approval."""

    ASKED = "asked", N_("Asked")
    GIVEN = "given", N_("Approved")
    REFUSED = "refused", N_("Not approved")


class PlaceKind(Word):
    """What a place is."""

    BUILDING = "building", N_("Building")
    UNIT = "unit", N_("Unit")
    SPOT = "spot", N_("Public spot")


class Tenure(Word):
    """As what a person lives in a place."""

    OWNER = "owner", N_("Owner")
    TENANT = "tenant", N_("Tenant")
    FAMILY = "family", N_("Family")


class FileKind(Word):
    """What an attachment is."""

    FILE = "file", N_("File")
    PHOTO = "photo", N_("Photo")
    LETTER = "letter", N_("Letter")
    SIGNATURE = "signature", N_("Signature")


class ActorKind(Word):
    """Who made an entry."""

    STAFF = "staff", N_("Staff")
    OWNER = "owner", N_("Owner")
    CLOCKWORK = "clockwork", N_("Heed")
