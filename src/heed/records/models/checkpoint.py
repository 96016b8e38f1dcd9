"""Checkpoints: signed lists of how far every record had come, and where each was taken to."""

from django.db import models


class Checkpoint(models.Model):
    """One checkpoint, whole and signed, as `heed.seal.checkpoint` writes it. Never changed, never deleted.

    It covers the entries up to `last_entry` that no earlier one covers.
    """

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    last_entry = models.BigIntegerField()
    document = models.TextField()


class CheckpointCopy(models.Model):
    """A place that a checkpoint is to be kept at besides the database: when it came there, or what went wrong."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="copies", db_index=False)
    place = models.CharField(max_length=12)
    kept_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    try_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "place"], name="checkpoint_copy_once")]
        indexes = [
            models.Index(fields=["try_at"], condition=models.Q(kept_at__isnull=True), name="checkpoint_copy_waits")
        ]
