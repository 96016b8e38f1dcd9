"""The timeline: append-only and hash-chained, with contents that can be erased without breaking the chain."""

from django.db import models

from heed.process.words import ActorKind, Line, Stage
from heed.records.models._fields import CompactEncoder, HexField, SameKeyField, known, where_given
from heed.records.models.complaint import Complaint
from heed.records.models.order import Order
from heed.records.models.staff import Account


class Entry(models.Model):
    """One thing that happened (R74). Never changed, never deleted: triggers refuse it.

    `hash` seals these columns to the entry before, with the key of the record (`heed.seal`); `digest` is SHA-256 over
    the salt and the JSON of the content, so that a content can be erased and the chain still holds.
    """

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    move = models.CharField(max_length=24)
    line = models.CharField(max_length=20)
    stage = models.CharField(max_length=16)  # after the move
    round = models.PositiveSmallIntegerField()
    actor = models.CharField(max_length=10)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="entries", db_index=False)
    client_key = models.CharField(max_length=64, null=True)  # against making a move twice that is sent again
    digest = HexField(max_length=32)
    hash = HexField(max_length=16)

    class Meta:
        constraints = [
            known("line", Line),
            known("stage", Stage),
            known("actor", ActorKind),
            models.UniqueConstraint(fields=["complaint", "seq"], name="entry_seq_once"),
            models.UniqueConstraint(
                fields=["complaint", "client_key"],
                condition=models.Q(client_key__isnull=False),
                name="entry_client_key_once",
            ),
        ]
        indexes = [*where_given("entry", "order")]


class EntryContent(models.Model):
    """What was said and recorded in an entry: the facts of its move as JSON. Never changed, but can be erased."""

    entry = SameKeyField(Entry, models.PROTECT, primary_key=True, related_name="content")
    salt = HexField(max_length=16)
    facts = models.JSONField(default=dict, encoder=CompactEncoder)

    @property
    def is_erased(self) -> bool:
        """Whether the words were erased: the salt goes with them, so that nothing can be guessed from the digest."""
        return not self.salt


class Erasure(models.Model):
    """That the words and files of an entry were erased: when, by whom (None: from the terminal) and why."""

    entry = SameKeyField(Entry, models.PROTECT, primary_key=True, related_name="erasure")
    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=200)
