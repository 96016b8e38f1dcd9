"""The headline of a notice, in the inbox and in messages; without personal data."""

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.actions.complaints.held import REPORT_HELD
from heed.actions.engine.accused_notices import ABOUT_YOU, ABOUT_YOU_CLOSED, ABOUT_YOU_HEARING
from heed.actions.engine.visit_notices import VISIT_DROPPED, VISIT_GIVEN
from heed.actions.procedures.publishing import NEW as PROCEDURE_NEW
from heed.actions.procedures.publishing import REMINDED as PROCEDURE_REMINDED
from heed.actions.surveys.answering import WISHES_CONTACT
from heed.actions.surveys.opening import INVITED, REMINDED
from heed.actions.warnings.raising import RAISED
from heed.process import facts
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.words import N_, ClockEventKind, ClockKind, DayNews, ReportKind, WarningKind
from heed.queries.policies import policy_of
from heed.records.models import Notice

#: The headlines of what clocks do, by event and kind of clock; "" for any other kind.
_HEADLINES: dict[tuple[str, str], str] = {
    ("owner_code", ""): N_("%(about)s: a code for the owner's page."),
    ("owner_number", ""): N_("%(about)s: %(by)s sends the owner the number and the link."),
    (VISIT_GIVEN, ""): N_("%(about)s: the owner reads who makes the return visit now."),
    (VISIT_DROPPED, ""): N_("%(about)s: the owner reads that the return visit agreed falls away."),
    **{(news.value, ""): news.label for news in DayNews},
    (PROCEDURE_NEW, ""): N_("“%(about)s” has a new version. Please read it."),
    (PROCEDURE_REMINDED, ""): N_("“%(about)s” is still to be read by you."),
    (REPORT_HELD, ""): N_("%(about)s: a report that looks like spam waits for your decision."),
    (INVITED, ""): N_("A home is asked to answer a survey."),
    (REMINDED, ""): N_("A home is reminded of a survey."),
    (WISHES_CONTACT, ""): N_("%(about)s: an owner who answered the survey asks to be contacted."),
    ("password_link", ""): N_("The link to choose a new password."),
    ("password_reset", ""): N_("%(by)s has reset your password. If you did not ask for it, call the administrator."),
    ("contact_changed", ""): N_(
        "%(by)s has changed your e-mail or telephone in Heed. If that is wrong, call the administrator at once."
    ),
    ("factor_taken", ""): N_(
        "%(by)s has taken away your second factor. If you did not ask for it, call the administrator at once."
    ),
    ("identity_linked", ""): N_(
        "%(by)s has linked a sign-in to your account. If you did not ask for it, call the administrator at once."
    ),
    ("identity_unlinked", ""): N_(
        "%(by)s has removed a linked sign-in from your account. If you did not ask for it, call the administrator."
    ),
    ("many_reveals", ""): N_("%(by)s has looked at many telephone numbers within an hour. See the audit log."),
    ("summons", ""): N_("%(about)s: you are called to the counter or the telephone."),
    ("asked_over", ""): N_("%(about)s: a colleague asks you to take a call, or to come to the counter."),
    (ABOUT_YOU, ""): N_("%(about)s: a matter that concerns you is being looked into by a colleague."),
    (ABOUT_YOU_HEARING, ""): N_("%(about)s: a time is set at which you are heard. See when and by whom."),
    (ABOUT_YOU_CLOSED, ""): N_("%(about)s: the matter that concerns you is closed."),
    ("project_demand", ""): N_("%(about)s: the company centre demands an answer of the project."),
    ("project_demand_answered", ""): N_("%(about)s: the project has answered your demand."),
    ("project_demand_accepted", ""): N_("%(about)s: the company centre has accepted your answer."),
    (RAISED, ""): N_("%(about)s: early warning. %(warning)s"),
    ("announcement_waits", ""): N_("%(about)s: an announcement by %(by)s waits for your approval."),
    ("announcement_approved", ""): N_("%(about)s: %(by)s has approved your announcement."),
    ("announcement_sent_back", ""): N_("%(about)s: %(by)s has sent your announcement back. Read why, and write on."),
    ("swap_asked", ""): N_("%(about)s: a colleague asks you to swap a shift."),
    ("swap_agreed", ""): N_("%(about)s: your swap was agreed."),
    ("shift_handed", ""): N_("%(about)s: a shift at the gate was handed over to you. Please take it over."),
    ("month_due", ""): N_("%(about)s: the report of %(month)s is due soon."),
    ("month_late", ""): N_("%(about)s: the report of %(month)s has not come in time."),
    ("month_corrected", ""): N_("%(about)s: %(by)s has submitted a new version of the report of %(month)s."),
    ("month_received", ""): N_("%(about)s: the report of %(month)s was received by the company centre."),
    ("month_sent_back", ""): N_("%(about)s: the report of %(month)s was sent back. Read why, and submit it again."),
    ("shift_taken", ""): N_("%(about)s: your shift at the gate was taken over."),
    ("swap_refused", ""): N_("%(about)s: your swap was not agreed."),
    ("swap_withdrawn", ""): N_("%(about)s: the swap that you were asked for was withdrawn. Your shift stays as it is."),
    (ClockEventKind.WARNED, ""): N_("%(about)s: “%(clock)s” has passed its target."),
    (ClockEventKind.WARNED, ClockKind.WAITING): N_("%(about)s: a visitor is waiting at the counter."),
    (ClockEventKind.WARNED, ClockKind.COUNTER): N_("%(about)s: this reception is taking a long time. Call a superior?"),
    (ClockEventKind.WARNED, ClockKind.PAGE): N_("%(about)s: you are called to the counter or the telephone."),
    (ClockEventKind.WARNED, ClockKind.PROMISE): N_(
        "%(about)s: a promise is due soon. If it cannot be kept, tell the owner now: apologise, give the reason, agree "
        "a new date."
    ),
    (ClockEventKind.BREACHED, ""): N_("%(about)s: “%(clock)s” has passed its deadline."),
    (ClockEventKind.BREACHED, ClockKind.PROMISE): N_(
        "%(about)s: a promise has been missed. Apologise at once, give the specific reason and offer a remedy."
    ),
    (ClockEventKind.WARNED, ClockKind.APOLOGY): N_(
        "%(about)s: the owner is still waiting for an apology. Apologise, with the specific reason and a remedy."
    ),
    (ClockEventKind.BREACHED, ClockKind.APOLOGY): N_(
        "%(about)s: no apology has been made for the broken promise. Apologise now, with the reason and a remedy."
    ),
    (ClockEventKind.WARNED, ClockKind.SAFETY): N_("%(about)s: people may still be in danger. Is help there?"),
    (ClockEventKind.BREACHED, ClockKind.SAFETY): N_(
        "%(about)s: people may still be in danger, and the time for help has passed. Go there, and call for more help."
    ),
    (ClockEventKind.BREACHED, ClockKind.PART): N_(
        "%(about)s: the part did not arrive when expected. Ask for it, and tell the owner."
    ),
    (ClockEventKind.WARNED, ClockKind.BODY_SIGN): N_("%(about)s: sign for the body's case, the time is nearly over."),
    (ClockEventKind.BREACHED, ClockKind.BODY_SIGN): N_(
        "%(about)s: the body's case was not signed for in time. Sign for it now, and call the body."
    ),
    (ClockEventKind.WARNED, ClockKind.BODY_ANSWER): N_("%(about)s: our answer to the body is due soon."),
    (ClockEventKind.BREACHED, ClockKind.BODY_ANSWER): N_(
        "%(about)s: the body has not had our answer in time. Answer it now, or ask it for more time."
    ),
    (ClockEventKind.BREACHED, ClockKind.PROGRESS): N_(
        "%(about)s: progress was not reported to the owner in time. Each further day without a report counts as "
        "another miss."
    ),
    (ClockEventKind.BREACHED, ClockKind.SILENCE): N_(
        "%(about)s: the observation period is over, but the complaint cannot be closed yet."
    ),
    (ClockEventKind.ESCALATED, ""): N_("%(about)s: “%(clock)s” has passed its deadline and is escalated to you."),
}


def headline(notice: Notice) -> str:
    """Return the headline in the active language."""
    given = notice.facts
    if given.get("danger"):
        return _in_danger(notice)
    if given.get("report"):
        report = _(ReportKind(given["report"]).label)
        return _("%(report)s on a schedule (%(on)s)") % {"report": report, "on": given["on"]}
    return _of_event(notice)


def _in_danger(notice: Notice) -> str:
    """The headline of a notice while people may be in danger: its first words are the level."""
    assert notice.complaint is not None
    policy, language = policy_of(notice.complaint.policy_id), get_language() or "en"
    level = policy.level(notice.facts["danger"]).names.in_language(language)
    if MOVES[notice.about].at:  # of all moves only the taking in has no stage before it
        return _("%(level)s · %(headline)s") % {"level": level, "headline": _of_event(notice)}
    category = notice.complaint.category
    what = policy.leaf(category).names.in_language(language) if category else _("People may be in danger")
    return _("%(level)s · %(what)s (%(number)s). Go there at once.") % {
        "level": level, "what": what, "number": notice.complaint.number,
    }  # fmt: skip


def _about(notice: Notice) -> str:
    """The number of the complaint; the project's name where it is about none."""
    if notice.complaint:
        return notice.complaint.number
    return str(notice.facts.get("number") or notice.facts.get("project", ""))


def _of_event(notice: Notice) -> str:
    """The headline of what happened."""
    given = notice.facts
    about = _about(notice)
    if given.get("changed"):
        return _("%(about)s reassessed: %(changes)s") % {"about": about, "changes": _changes(notice)}
    if given.get("waits"):
        return _("%(about)s: the owner has answered, but the clocks are still paused.") % {"about": about}
    move = MOVES.get(notice.about)
    if move is not None and notice.account is not None and notice.account.by_link:
        return _for_contractor(move, about)
    if move is not None and not given.get("clock"):
        return _("%(about)s: %(move)s") % {"about": about, "move": _(move.label)}
    clock = given.get("clock", "")
    event = ClockEventKind.ESCALATED if move is not None and move.escalates else notice.about
    said = _HEADLINES.get((event, clock)) or _HEADLINES.get((event, ""))
    if said is None:
        return str(about)
    values = {"about": about, "by": given.get("by", ""), "month": given.get("month", "")}
    values["warning"] = _(WarningKind(given["kind"]).label) if notice.about == RAISED else ""
    return _(said) % (values | {"clock": _(ClockKind(clock).label) if clock else ""})


def _for_contractor(move: Move, about: str) -> str:
    """The headline for a person who works by links: a new order is an order, and not that one was sent."""
    if move.sends_order:
        return _("%(about)s: work order for you") % {"about": about}
    return _("%(about)s: %(move)s") % {"about": about, "move": _(move.label)}


def _changes(notice: Notice) -> str:
    """Return what was assessed again, with the old and the new value, in the words of the policy."""
    assert notice.complaint is not None
    policy, language = policy_of(notice.complaint.policy_id), get_language() or "en"
    names = {level.code: level.names for level in policy.levels} | {leaf.code: leaf.names for leaf in policy.leaves()}
    words = {fact.name: fact.choices for fact in (facts.NATURE, facts.VALIDITY, facts.EMOTION)}

    def said(name: str, code: str) -> str:
        if code in names and name in ("level", "category"):
            return names[code].in_language(language)
        choices = words.get(name)
        return _(choices(code).label) if code and choices else code or "–"

    labels = {
        fact.name: fact.label for fact in (facts.CATEGORY, facts.LEVEL, facts.NATURE, facts.VALIDITY, facts.EMOTION)
    }
    changed = notice.facts["changed"].items()
    return _(", ").join(f"{_(labels[name])} {said(name, old)} → {said(name, new)}" for name, (old, new) in changed)


def due_at(notice: Notice) -> datetime | None:
    """Return the due time in the notice of a clock; None for the notice of a move."""
    given = notice.facts.get("due_at")
    return datetime.fromisoformat(given) if given else None
