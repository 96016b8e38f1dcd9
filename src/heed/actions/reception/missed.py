"""What is written about missed calls, and how they are settled (R41): the only writer of call backs."""

from datetime import datetime

from django.utils import timezone

from heed.insight.phones import national_digits, region_of
from heed.process.words.counter import CallBackOutcome
from heed.queries.calls import to_return
from heed.records.models import Account, Call, CallBack


def settle_missed(call: Call, outcome: CallBackOutcome, by: Account, at: datetime) -> None:
    """Record that the caller was spoken to: for this call where it was missed, and the others of the same number."""
    region = region_of(call.project.timezone)
    numbers = set(national_digits(call.number, region))
    others = to_return(Call.objects.filter(project=call.project, rang_at__lte=at).exclude(number=""))
    missed = [one for one in others if numbers & set(national_digits(one.number, region))] if numbers else []
    if outcome == CallBackOutcome.REACHED and call not in missed:
        missed.append(call)
    for one in missed:
        write_line(one, by, outcome, at)


def write_line(
    call: Call,
    by: Account,
    outcome: CallBackOutcome,
    at: datetime | None,
    next_at: datetime | None = None,
    words: str = "",
) -> CallBack:
    """Write one line about a missed call."""
    return CallBack.objects.create(
        call=call, account=by, at=at or timezone.now(), outcome=outcome, next_at=next_at, words=words[:400]
    )
