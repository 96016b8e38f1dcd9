"""The inbox of an account: its notices, the newest first, and the number of unread ones."""

from collections.abc import Iterable

from django.db.models import QuerySet

from heed.insight.numbers import whole_number
from heed.queries.access import Access, access_of
from heed.queries.complaints.counts import counted
from heed.queries.paging import PAGE, Page, page_by_id
from heed.records.models import Account, Complaint, Notice
from heed.records.models.notice import INBOX
from heed.records.prepared import prepared

#: So many accounts are counted in one statement.
BATCH = 100
#: What a line of the inbox shows, and what its headline is made of.
_SHOWN = (
    *("about", "facts", "made_at", "read_at", "account__by_link"),
    *("complaint__number", "complaint__policy_id", "complaint__category", "complaint__project__name"),
)


def notices_of(account: Account | int) -> QuerySet[Notice]:
    """Return the notices in the inbox of this account."""
    return Notice.objects.filter(account=account, channel=INBOX)


def unread_of(account: Account | int) -> QuerySet[Notice]:
    """Return the unread notices in the inbox of this account."""
    return notices_of(account).filter(read_at__isnull=True)


def inbox(account: Account, after: str = "", *, only_unread: bool = False) -> Page[Notice]:
    """Return a page of the inbox: of each notice, its complaint and its project what a line shows; one query."""
    return page_by_id(_newest(account.pk, whole_number(after), only_unread), PAGE)


@prepared
def _newest(account: int, below: int | None, only_unread: bool) -> QuerySet[Notice]:
    found = unread_of(account) if only_unread else notices_of(account)
    if below is not None:
        found = found.filter(pk__lt=below)
    return found.select_related("account", "complaint__project").only(*_SHOWN).order_by("-pk")[: PAGE + 1]


def opened_by(account: Account, notices: Iterable[Notice]) -> frozenset[int]:
    """Return the ids of the complaints of these notices that the account may still see; one query."""
    ids = frozenset(notice.complaint_id for notice in notices if notice.complaint_id)
    return frozenset(pk for (pk,) in _visible(access_of(account), ids)) if ids else frozenset()


@prepared
def _visible(access: Access, complaints: frozenset[int]) -> QuerySet[Complaint, tuple[int]]:
    return access.complaints().filter(pk__in=complaints).values_list("pk")


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
