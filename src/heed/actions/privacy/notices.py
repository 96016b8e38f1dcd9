"""Publishing a version of an estate's privacy notice: never changed after that."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind
from heed.queries.privacy.notices import newest_notice
from heed.records.models import Account, PrivacyNotice, Project


@transaction.atomic
def publish_notice(
    project: Project, *, by: Account, document: Mapping[str, Any], contact_name: str, contact_phone: str = "",
    contact_email: str = "", note: str = "", at: datetime | None = None,
) -> PrivacyNotice:  # fmt: skip
    """Publish the next version. Raises Refused where nobody can be reached, or nothing has changed."""
    locked = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if not contact_phone and not contact_email:
        raise Refused([Refusal(N_("Give a telephone or an e-mail under which owners reach this person."))])
    last, now = newest_notice(locked), at or timezone.now()
    columns = {"contact_name": contact_name, "contact_phone": contact_phone, "contact_email": contact_email}
    if last is not None and last.document == document and all(getattr(last, key) == columns[key] for key in columns):
        raise Refused([Refusal(N_("Nothing has changed since the version that is published."))])
    made = PrivacyNotice.objects.create(
        project=locked, number=(last.number if last else 0) + 1, note=note, document=dict(document), made_by=by,
        made_at=now, **columns,
    )  # fmt: skip
    facts = {"project": locked.name, "number": made.number}
    record_event(AuditKind.NOTICE_PUBLISHED, by=by, at=now, facts=facts)
    return made
