"""Marking notices in the inbox as read: one by opening it, or all up to the newest one shown."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from heed.records.models import Account, Notice
from heed.records.models.notice import INBOX


def read(account: Account, notice_id: int, *, at: datetime | None = None) -> None:
    """Mark a notice of the account as read; notices of others are left alone."""
    _unread(account).filter(pk=notice_id).update(read_at=at or timezone.now())


def read_all(account: Account, until: int, *, at: datetime | None = None) -> int:
    """Mark all notices of the account up to this id as read; return how many were unread."""
    return _unread(account).filter(pk__lte=until).update(read_at=at or timezone.now())


def _unread(account: Account) -> QuerySet[Notice]:
    return Notice.objects.filter(account=account, channel=INBOX, read_at__isnull=True)
