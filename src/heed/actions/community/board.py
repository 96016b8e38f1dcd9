"""Photos of open repairs, released for everybody to see, and taken back (C15)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.community.announcements import NOT_YOURS
from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES
from heed.queries.access import access_of
from heed.records.models import Account, Attachment, ReleasedPhoto


@transaction.atomic
def release(photo: Attachment, *, by: Account, at: datetime | None = None) -> None:
    """Show a photo on the board; once however often. Raises Refused."""
    _refuse_others(photo, by)
    ReleasedPhoto.objects.get_or_create(
        attachment=photo, defaults={"released_by": by, "released_at": at or timezone.now()}
    )


@transaction.atomic
def take_back(photo: Attachment, *, by: Account) -> None:
    """Show a photo on the board no longer. Raises Refused."""
    _refuse_others(photo, by)
    ReleasedPhoto.objects.filter(attachment=photo).delete()


def _refuse_others(photo: Attachment, by: Account) -> None:
    projects = access_of(by).projects(PUBLISHES)
    if projects is not None and photo.complaint.project_id not in projects:
        raise Refused([Refusal(NOT_YOURS)])
