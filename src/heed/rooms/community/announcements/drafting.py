"""A first draft of an announcement from chosen complaints: each of the eleven contents, masked (R119, C15)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.actions.community.announcements import AnnouncementTexts
from heed.i18n.dates import full_date
from heed.insight.personal import without_personal
from heed.process.announcing import CONTENTS
from heed.process.policy import Policy
from heed.process.roles import ANSWERS_FOR_CASES
from heed.process.words import ORDER_DONE, ClockKind, PlaceKind, Stage, VisitOutcome
from heed.queries.community.known_people import known_people
from heed.queries.policies import current_policy
from heed.queries.staff.duties import first_holder
from heed.records.models import Complaint, Place, Project
from heed.ui import humanize
from heed.ui.names import category_name, level_name

Told = Sequence[Complaint]


def first_draft(project: Project, begins_on: date, ends_on: date, told: Told) -> AnnouncementTexts:
    """Return the draft in the estate's language. What no record says stays empty: a person writes it."""
    with translation.override(project.language), timezone.override(project.timezone):
        policy = current_policy()
        texts = {code: make(told) for code, make in _MAKERS.items()}
        texts["accepted"] = _accepted(begins_on, ends_on, told)
        texts["limit"] = _limits(policy, told)
        lead = first_holder(ANSWERS_FOR_CASES, project)
        texts["in_charge"] = lead.name if lead else ""
        title = _("Complaints handled, %(first)s to %(last)s") % {
            "first": full_date(begins_on), "last": full_date(ends_on),
        }  # fmt: skip
    today = timezone.localdate()
    known, but_staff = known_people(project), known_people(project, staff_may_stand=True)
    contents = {
        content.code: without_personal(texts[content.code], but_staff if content.names_staff else known)
        for content in CONTENTS
    }
    until = today + timedelta(days=policy.public.announcement_days)
    return AnnouncementTexts(without_personal(title, known), contents, today, until)


def masked(written: AnnouncementTexts, project: Project) -> AnnouncementTexts:
    """Return what was typed with everything masked that tells who a resident is."""
    known, but_staff = known_people(project), known_people(project, staff_may_stand=True)
    staff = {content.code for content in CONTENTS if content.names_staff}
    contents = {
        code: without_personal(text, but_staff if code in staff else known) for code, text in written.contents.items()
    }
    return AnnouncementTexts(
        without_personal(written.title, known), contents, written.shown_from_on, written.shown_until_on,
        without_personal(written.changed, known),
    )  # fmt: skip


def _accepted(begins_on: date, ends_on: date, told: Told) -> str:
    span = {"first": full_date(begins_on), "last": full_date(ends_on), "count": len(told)}
    head = _("%(first)s to %(last)s, %(count)s in all") % span
    return "\n".join([head, *_numbered(told, lambda one: humanize.calendar_day(one.received_at.date()))])


def _scope(told: Told) -> str:
    return _(", ").join(dict.fromkeys(filter(None, (_common(one.place) for one in told))))


def _common(place: Place | None) -> str:
    """The place without the home: the building of a home, the path of anything else."""
    while place is not None and place.kind == PlaceKind.UNIT:
        place = place.parent
    return place.path if place is not None else ""


def _matters(told: Told) -> str:
    policy = current_policy()
    return "\n".join(_numbered(told, lambda one: f"{category_name(policy, one.category)}{_(': ')}{one.title}"))


def _method(told: Told) -> str:
    return "\n".join(_numbered(told, lambda one: _("; ").join(order.work for order in one.orders.all())))


def _result(told: Told) -> str:
    return "\n".join(_numbered(told, _result_of))


def _result_of(one: Complaint) -> str:
    done = [order.result for order in one.orders.all() if order.state in ORDER_DONE and order.result]
    ended = _("closed") if one.stage == Stage.CLOSED else _("still being handled")
    return _("; ").join([*done, ended])


def _visits(told: Told) -> str:
    reached = [_last_word(one) for one in told]
    asked = [outcome for outcome in reached if outcome]
    if not asked:
        return ""
    satisfied = asked.count(VisitOutcome.SATISFIED.value)
    return _("Owners asked afterwards: %(asked)s; satisfied: %(satisfied)s") % {
        "asked": len(asked), "satisfied": satisfied,
    }  # fmt: skip


def _last_word(one: Complaint) -> str:
    said = [visit for visit in one.visits.all() if visit.outcome != VisitOutcome.NOT_REACHED]
    return max(said, key=lambda visit: visit.at).outcome if said else ""


def _precautions(told: Told) -> str:
    learned = (one.summary.prevention for one in told if hasattr(one, "summary"))
    return "\n".join(dict.fromkeys(filter(None, learned)))


def _limits(policy: Policy, told: Told) -> str:
    """The times in which a complaint of each level that occurs is answered and handled."""
    lines = []
    for level in (one.code for one in policy.levels if one.code in {complaint.level for complaint in told}):
        answer, handling = (policy.rule(kind, level).limit for kind in (ClockKind.ANSWER, ClockKind.FINISH))
        said = [_("answer within %(time)s") % {"time": humanize.duration(answer * 60)}] if answer else []
        said += [_("handled within %(time)s") % {"time": humanize.duration(handling * 60)}] if handling else []
        lines.append(f"{level_name(policy, level)}{_(': ')}{_(', ').join(said)}")
    return "\n".join(lines)


def _names(accounts: Iterable[str]) -> str:
    return _(", ").join(dict.fromkeys(filter(None, accounts)))


def _numbered(told: Told, line: Callable[[Complaint], str]) -> list[str]:
    said = [line(one).strip() for one in told]
    if len(said) == 1:
        return [one for one in said if one]
    return [f"{place}. {one}" for place, one in enumerate(said, 1) if one]


_MAKERS: dict[str, Callable[[Told], str]] = {
    "scope": _scope, "matters": _matters, "method": _method, "result": _result, "visit": _visits,
    "precautions": _precautions,
    "receptionist": lambda told: _names(one.received_by.name for one in told if one.received_by),
    "follow_up": lambda told: _names(one.case_owner.name for one in told),
}  # fmt: skip
