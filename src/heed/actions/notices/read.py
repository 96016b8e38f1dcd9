"""Reading notices: one by opening it, or all that were on the page."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from heed.records.models import Account, Notice
from heed.records.models.notice import INBOX


def read(account: Account, notice_id: int, *, at: datetime | None = None) -> None:
    """The account has read this notice of its own; another's stays as it is."""
    _unread(account).filter(pk=notice_id).update(read_at=at or timezone.now())


def read_all(account: Account, until: int, *, at: datetime | None = None) -> int:
    """The account has read all up to this one, the newest that it saw; how many those were."""
    return _unread(account).filter(pk__lte=until).update(read_at=at or timezone.now())


def _unread(account: Account) -> QuerySet[Notice]:
    return Notice.objects.filter(account=account, channel=INBOX, read_at__isnull=True)
