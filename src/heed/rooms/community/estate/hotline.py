"""The hotline page of an estate: the number, the hours, what to do in an emergency, what happens next (R41, R125)."""

import math
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heed.process.calendar import Hours
from heed.process.policy import Policy
from heed.process.policy.hours import WEEKDAYS
from heed.process.words import N_, ClockKind
from heed.queries.policies import current_policy, current_version_id, hours_of
from heed.records.models import Project
from heed.rooms.community.estate.requests import estate_page, show
from heed.ui import humanize
from heed.ui.names import in_words

#: Whom to call where the numbers of the mainland do not answer, by the estate's time zone.
ABROAD = {"Asia/Hong_Kong": ("999",), "Asia/Macau": ("999",), "Asia/Taipei": ("119", "110")}
#: The first five of six lines: the clock whose limit stands in the line, the line with it, and the line without.
STEPS: tuple[tuple[ClockKind | None, str, str], ...] = (
    (None, "", N_("You call, come to the desk or write. You get a number and a page of your own at once.")),
    (
        ClockKind.VERIFY, N_("We repeat what we understood and ask whether it is right, within %(time)s."),
        N_("We repeat what we understood and ask whether it is right."),
    ),
    (
        ClockKind.ANSWER, N_("One person answers for your matter to its end. You have an answer within %(time)s."),
        N_("One person answers for your matter to its end, and tells you by when you have an answer."),
    ),
    (None, "", N_("We find the cause and propose a solution. You say yes, or what you want instead.")),
    (
        ClockKind.PROGRESS, N_("We do the work. While it lasts, you hear from us at least once in %(time)s."),
        N_("We do the work, and tell you how it goes on."),
    ),
)  # fmt: skip


@estate_page
def hotline(request: HttpRequest, project: Project) -> HttpResponse:
    """The page; it is printed as it is shown."""
    policy = current_policy()
    abroad = [(_("Police, fire, ambulance"), number) for number in ABROAD.get(project.timezone, ())]
    context = {
        "project": project,
        "numbers": abroad or _numbers(policy),
        "words": [(in_words(one.names), in_words(one.say), in_words(one.never)) for one in policy.emergency_words],
        "hours": list(_hours(hours_of(project.calendar_id, current_version_id()))),
        "steps": list(_steps(policy)),
    }
    return show(request, "hotline", context)


def _numbers(policy: Policy) -> list[tuple[str, str]]:
    return [(in_words(one.names), one.number) for one in policy.emergency_numbers]


def _hours(hours: Hours) -> Iterator[tuple[str, list[str]]]:
    """The usual hours of the week: neighbouring days with the same hours in one line."""
    start = 0
    for day in range(1, 8):
        if day == 7 or hours.week[day] != hours.week[start]:
            first, last = _(WEEKDAYS[start]), _(WEEKDAYS[day - 1])
            days = first if start == day - 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}
            yield days, [*map(str, hours.week[start])]
            start = day


def _steps(policy: Policy) -> Iterator[str]:
    """What happens to a complaint, in six plain lines, with the times of the policy for an ordinary one."""
    for kind, timed, untimed in STEPS:
        limit = policy.rule(kind, policy.levels[0].code).limit if kind else None
        yield _(timed) % {"time": humanize.duration(limit * 60)} if limit else _(untimed)
    yield _("We ask you yourself whether it is solved. If it comes back within %(days)s days, we open it again.") % {
        "days": math.floor(policy.windows.reopen_days)
    }
