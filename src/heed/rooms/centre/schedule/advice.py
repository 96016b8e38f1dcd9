"""Where the last report of a schedule was not delivered: to whom, when, why, and what its owner can do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from heed.actions.notices.delivery import LOST_TWICE
from heed.notices.deliver import CLOSED, DEMO, NO_ADDRESS, SWITCHED_OFF
from heed.notices.mail import ADDRESS_REFUSED
from heed.process.words import N_
from heed.queries.reports.schedules import ScheduleStanding
from heed.reports.letters import NOT_ALLOWED, REMOVED

_OTHERWISE = N_(
    "Ask an administrator to look into the delivery log in Setup, and to mend the mail server or the group's channel. "
    "Then send it again."
)
_ADVICE = {
    DEMO: N_("Nothing is wrong: outside of a demo it is sent."),
    LOST_TWICE: N_("Ask whether it has arrived. Send it again only if it has not."),
    NO_ADDRESS: N_("Ask an administrator to enter an e-mail for this person in Setup, then send it again."),
    ADDRESS_REFUSED: N_("Ask an administrator to correct the e-mail of this person in Setup, then send it again."),
    CLOSED: N_("Change the schedule and choose somebody else."),
    NOT_ALLOWED: N_("Change the schedule and choose somebody who may read these reports."),
    REMOVED: N_("The schedule goes on by now: send it again if it is still wanted."),
    SWITCHED_OFF: N_("Ask an administrator to switch the group's channel on in Setup, then send it again."),
}


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Receivers who did not get it for one reason: their names, when it was given up, the reason, and what to do."""

    names: list[str]
    at: datetime | None
    error: str
    advice: str


def undelivered(standing: ScheduleStanding) -> Iterator[Undelivered]:
    """Give why the last report was not delivered, a reason each."""
    by_error = sorted(standing.undelivered, key=lambda one: one.error)
    for error, receipts in groupby(by_error, key=lambda one: one.error):
        alike = list(receipts)
        names = [one.receiver.name for one in alike]
        last = max((one.at for one in alike if one.at is not None), default=None)
        yield Undelivered(names, last, _(error), _(_ADVICE.get(error, _OTHERWISE)))
