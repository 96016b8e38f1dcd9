"""Files of a complaint: photos, scanned letters, signatures (R14, R54, R57)."""

from django.db import models

from heed.process.words import FileKind
from heed.records.models._fields import HexField, known
from heed.records.models.complaint import Complaint
from heed.records.models.entry import Entry
from heed.records.models.staff import Account


def stored_as(attachment: "Attachment", filename: str) -> str:
    """Where a file is kept: by complaint and digest; its own name is never part of a path."""
    return f"files/{attachment.complaint_id}/{attachment.sha256[:40]}"


class Attachment(models.Model):
    """One file. `name` is what the sender called it; `mime` is what its bytes say it is."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="attachments")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=12)
    file = models.FileField(upload_to=stored_as, max_length=120)
    name = models.CharField(max_length=160)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = HexField(max_length=32)
    account = models.ForeignKey(  # None: from the owner
        Account, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [known("kind", FileKind)]
