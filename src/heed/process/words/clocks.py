"""What clocks measure, how they end and what happens to them."""

from heed.process.words.base import N_, Word


class ClockKind(Word):
    """What a clock measures. Targets and limits are policy, never constants."""

    VERIFY = "verify", N_("Verification")
    SAFETY = "safety", N_("Everybody safe")
    ANSWER = "answer", N_("Answer")
    CLOSING = "closing", N_("Closing")
    PROMISE = "promise", N_("Promise")
    APOLOGY = "apology", N_("Apology due")
    PROGRESS = "progress", N_("Report progress")
    FINISH = "finish", N_("Finish the work")
    REPORT_BACK = "report_back", N_("Report back after agreement")
    ACCEPT = "accept", N_("Accept work order")
    ARRIVAL = "arrival", N_("Arrival")
    PART = "part", N_("Waiting for the part")
    VISIT = "visit", N_("Return visit")
    SILENCE = "silence", N_("Observation period")
    APPROVAL = "approval", N_("Approval")
    WAITING = "waiting", N_("Waiting at the counter")
    COUNTER = "counter", N_("Reception")
    PAGE = "page", N_("Director called")
    BODY_SIGN = "body_sign", N_("Sign for the body's case")
    BODY_ANSWER = "body_answer", N_("Answer the body")
    FRIENDLY_CALL = "friendly_call", N_("Friendly call")
    CHECK = "check", N_("Director's check")
    SUMMARY = "summary", N_("Summary")
    DEMAND = "demand", N_("Answer to the centre")
    REVIEW = "review", N_("Second look")


class ClockOutcome(Word):
    """How a clock ended."""

    MET = "met", N_("On time")
    LATE = "late", N_("Late")
    DROPPED = "dropped", N_("No longer needed")
    FIRED = "fired", N_("Elapsed")


class ClockEventKind(Word):
    """What happened to a clock after it was started; with its start they are enough to replay it."""

    PAUSED = "paused", N_("Paused")
    RESUMED = "resumed", N_("Resumed")
    RETIMED = "retimed", N_("Time changed")
    WARNED = "warned", N_("Target passed")
    BREACHED = "breached", N_("Limit passed")
    ESCALATED = "escalated", N_("Escalated")
    ACKNOWLEDGED = "acknowledged", N_("Acknowledged")
    STOPPED = "stopped", N_("Stopped")


class HoldReason(Word):
    """Why the clockwork waits for an administrator's word."""

    RESTORED = "restored", N_("A backup was restored")
    LATE = "late", N_("Heed was not running, or the system clock has jumped ahead")
    BACK = "back", N_("The system clock was set back")
    DIFFERS = "differs", N_("The clocks of Heed and of its database differ")
    MANY = "many", N_("Unusually many clocks are overdue at once")
