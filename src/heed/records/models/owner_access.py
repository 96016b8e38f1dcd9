"""How an owner reaches the page of a complaint: codes sent to the contact on record, and tries that are counted."""

from django.db import models

from heed.records.models.complaint import Complaint


class OwnerCode(models.Model):
    """A code that was sent to the contact of a complaint; it is made of `nonce` and the key of this installation, so
    that neither the database nor a backup tells it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="owner_codes")
    nonce = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class TryCount(models.Model):
    """How often one network address tried one thing, until `ends_at`; all processes count in the same row."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)
