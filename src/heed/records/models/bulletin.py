"""Bulletins: what an estate makes known to its owners, its tenants or its staff, for a time (R114)."""

from django.db import models

from heed.records.models._fields import CompactEncoder
from heed.records.models.place import Place, Project
from heed.records.models.staff import Account


class Bulletin(models.Model):
    """A bulletin of one project or (None) of all, of a building or the whole, for `readers` (`Reader`s and roles).

    `texts`: by the language's field, such as {"en": {"title": …, "text": …}}. It is not changed once it is shown:
    a correction is a bulletin of its own, and `corrects` the one that it replaces. One that was taken down stays on
    record. `opened`: how often its page was opened without signing in, and `opened_own`:
    from an owner's own page. Both count openings, not people.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="bulletins", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    readers = models.JSONField(default=list)
    for_owners = models.BooleanField()  # whether owners or tenants are among the readers
    for_staff = models.BooleanField()  # whether a role of staff is
    texts = models.JSONField(default=dict, encoder=CompactEncoder)
    shown_from_at = models.DateTimeField()
    shown_until_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    client_key = models.CharField(max_length=64, null=True, unique=True)  # against writing it twice
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    opened = models.PositiveIntegerField(default=0)
    opened_own = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown_until_at__gt=models.F("shown_from_at")), name="bulletin_shown_for_a_time"
            ),
        ]
        indexes = [models.Index(fields=["project", "shown_until_at"], name="bulletin_shown")]


class BulletinRead(models.Model):
    """That a member of staff opened a bulletin, and when first."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="reads", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "account"], name="bulletin_read_once")]
        indexes = [models.Index(fields=["account", "bulletin"], name="bulletin_read_by")]
