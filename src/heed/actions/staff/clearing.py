"""Clearing what nobody can use any more: sessions that have ended, and forms that were kept long enough."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from heed.actions.staff.kept_forms import LIFE
from heed.records.models import AccountSession, KeptForm

BATCH, MOST = 500, 20
"""So many rows are deleted at once, and so many times at most: the rest is for the next time."""


def clear_ended(at: datetime | None = None) -> int:
    """Delete ended sessions and old kept forms, in short steps; return how many. Its cost follows what is due."""
    now = at or timezone.now()
    sessions = AccountSession.objects.filter(expire_date__lt=now)
    return _clear(sessions) + _clear(KeptForm.objects.filter(at__lt=now - LIFE))


def _clear(found: QuerySet[AccountSession] | QuerySet[KeptForm]) -> int:
    cleared = 0
    for _step in range(MOST):
        keys = list(found.values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        cleared += found.model._default_manager.filter(pk__in=keys).delete()[0]
    return cleared
