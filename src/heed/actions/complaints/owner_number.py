"""The message with the number and the link of the owner's page, which the desk sends to the contact on record (R68)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from heed.queries.complaints.case import can_be_notified
from heed.records.models import Account, Complaint, Notice
from heed.records.models.notice import OWNER_CHANNEL

#: What a notice that carries the number is about.
OWNER_NUMBER = "owner_number"


@transaction.atomic
def send_number(complaint: Complaint, key: str, *, by: Account, at: datetime | None = None) -> bool:
    """Put the message into the outbox; return False where none may go, or the same one is on record already.

    `key` is that of the form. One that has not gone out yet is the same message, whatever its form.
    """
    now = at or timezone.now()
    locked = Complaint.objects.select_for_update(no_key=True).get(pk=complaint.pk)
    name = f"{OWNER_NUMBER}-{locked.pk}-{key}"
    waits = Q(sent_at__isnull=True, failed_at__isnull=True)
    earlier = Notice.objects.filter(Q(key=name) | waits, complaint=locked, about=OWNER_NUMBER)
    if not can_be_notified(locked) or earlier.exists():
        return False
    Notice.objects.create(
        key=name, complaint=locked, about=OWNER_NUMBER, channel=OWNER_CHANNEL,
        facts={"by": by.name}, made_at=now, due_at=now,
    )  # fmt: skip
    return True
