"""Codes that open an owner's page: sent to the contact on record and nowhere else."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from heed.records.models import Complaint, Notice, OwnerCode
from heed.records.models.notice import OWNER_CHANNEL
from heed.records.owner_keys import code_of, new_nonce

#: What a notice that carries a code is about.
OWNER_CODE = "owner_code"
#: How long a code opens the page. As long as one lives no other is sent, so that strangers cannot flood a telephone.
CODE_LIVES = timedelta(minutes=15)


@transaction.atomic
def send_code(complaint: Complaint, at: datetime | None = None) -> OwnerCode | None:
    """Send a code to the contact on record and return it; None where there is no contact, or a code still lives."""
    now = at or timezone.now()
    locked = Complaint.objects.select_for_update(no_key=True).get(pk=complaint.pk)
    if not locked.contact or locked.anonymous or living_codes(locked, now):
        return None
    code = OwnerCode.objects.create(complaint=locked, nonce=new_nonce(), made_at=now)
    Notice.objects.create(
        key=f"{OWNER_CODE}-{code.pk}", complaint=locked, about=OWNER_CODE, channel=OWNER_CHANNEL,
        facts={"code": code.pk}, made_at=now, due_at=now,
    )  # fmt: skip
    return code


def living_codes(complaint: Complaint, now: datetime) -> list[OwnerCode]:
    """Return the codes of the complaint that still open its page."""
    since = now - CODE_LIVES
    return list(OwnerCode.objects.filter(complaint=complaint, used_at__isnull=True, made_at__gt=since))


def open_with_code(complaint: Complaint, code: str, at: datetime | None = None) -> bool:
    """Return whether the code opens the page of the complaint; it does so once."""
    now = at or timezone.now()
    fitting = [one.pk for one in living_codes(complaint, now) if constant_time_compare(code_of(one.nonce), code)]
    return bool(OwnerCode.objects.filter(pk__in=fitting, used_at__isnull=True).update(used_at=now))
