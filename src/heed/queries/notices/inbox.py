"""The inbox of an account: its notices, the newest first, and the number of unread ones."""

from collections.abc import Iterable

from django.db.models import QuerySet

from heed.queries.access import complaints_visible_to
from heed.queries.complaints.counts import counted
from heed.queries.paging import PAGE, Page, newest_first
from heed.records.models import Account, Notice
from heed.records.models.notice import INBOX

#: So many accounts are counted in one statement.
BATCH = 100


def notices_of(account: Account | int) -> QuerySet[Notice]:
    """Return the notices in the inbox of this account."""
    return Notice.objects.filter(account=account, channel=INBOX)


def unread_of(account: Account | int) -> QuerySet[Notice]:
    """Return the unread notices in the inbox of this account."""
    return notices_of(account).filter(read_at__isnull=True)


def inbox(account: Account, after: str = "", *, only_unread: bool = False, size: int = PAGE) -> Page[Notice]:
    """Return a page of the inbox, each notice with its complaint and project; one query."""
    found = unread_of(account) if only_unread else notices_of(account)
    return newest_first(found.select_related("account", "complaint__project"), after, size)


def opened_by(account: Account, notices: Iterable[Notice]) -> frozenset[int]:
    """Return the ids of the complaints of these notices that the account may still see; one query."""
    ids = {notice.complaint_id for notice in notices if notice.complaint_id}
    return (
        frozenset(complaints_visible_to(account).filter(pk__in=ids).values_list("pk", flat=True))
        if ids
        else frozenset()
    )


def unread_counts(accounts: Iterable[int]) -> dict[int, int]:
    """Return the number of unread notices of each account, up to the cap of `counts`; a query per hundred."""
    ids = sorted(accounts)
    found: dict[int, int] = {}
    for start in range(0, len(ids), BATCH):
        sources = {str(pk): unread_of(pk) for pk in ids[start : start + BATCH]}
        found |= {int(pk): count for pk, count in counted(sources).items()}
    return found


def newest_id() -> int:
    """Return the id of the newest notice of all, by which a change is noticed; 0 for none."""
    return Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
