"""Sending the last report of a schedule again to whom it could not be delivered (R102, R103)."""

from datetime import datetime

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.actions.notices.delivery import send_again
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.reports.schedules import undelivered_of
from heed.records.models import Account, ReportSchedule

NOT_ACTIVE = N_("Nothing is sent while the schedule is paused or has ended.")
NOTHING = N_("Every receiver has it, or it is being sent.")


@transaction.atomic
def send_last_again(schedule: ReportSchedule, *, by: Account, at: datetime | None = None) -> int:
    """Send the last report again to whom it could not be delivered; return to how many. Raises Refused."""
    if schedule.next_at is None:
        raise Refused([Refusal(NOT_ACTIVE)])
    sent = sum(send_again(notice, by=by, at=at) for notice in undelivered_of(schedule))
    if not sent:
        raise Refused([Refusal(NOTHING)])
    return sent
