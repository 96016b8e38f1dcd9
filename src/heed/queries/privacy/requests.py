"""Requests about personal data: those that wait, the soonest due first, and all of them page by page."""

from heed.process.words import RequestState
from heed.queries.privacy.duty import DataDuty
from heed.records.models import DataRequest

#: So many that wait are shown on the first page.
MOST = 50


def open_requests(duty: DataDuty) -> list[DataRequest]:
    """Return the requests that wait for an answer, the soonest due first; one query."""
    waiting = duty.requests().filter(state=RequestState.OPEN.value).select_related("person", "project")
    return list(waiting.order_by("due_at", "pk")[:MOST])
