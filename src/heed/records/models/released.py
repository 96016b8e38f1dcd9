"""Photos that a member of staff released for the public board of open repairs (C15)."""

from django.db import models

from heed.records.models._fields import SameKeyField
from heed.records.models.attachment import Attachment
from heed.records.models.staff import Account


class ReleasedPhoto(models.Model):
    """That everybody may see this photo while its repair is open; the row goes when the release is taken back."""

    attachment = SameKeyField(Attachment, models.CASCADE, primary_key=True, related_name="released")
    released_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    released_at = models.DateTimeField()
