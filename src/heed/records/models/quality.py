"""The sheet of a talk's quality: how one visit or call was received, as a superior heard it (R43)."""

from django.db import models
from django.db.models import F, Q

from heed.process.words.quality import HeardHow, TalkMark, TalkPoint
from heed.records.models._fields import known
from heed.records.models.place import Project
from heed.records.models.reception import Call, Reception
from heed.records.models.staff import Account


class QualitySheet(models.Model):
    """One sheet, of a call or of a visit; written once, never changed. `account`: who spoke with the owner."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="quality_sheets", db_index=False)
    call = models.OneToOneField(Call, models.PROTECT, null=True, blank=True, related_name="quality_sheet")
    reception = models.OneToOneField(Reception, models.PROTECT, null=True, blank=True, related_name="quality_sheet")
    account = models.ForeignKey(Account, models.PROTECT, related_name="quality_sheets")
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    heard = models.CharField(max_length=12)
    words = models.TextField(blank=True)  # praise and advice, for the one who spoke

    class Meta:
        constraints = [
            known("heard", HeardHow),
            models.CheckConstraint(condition=~Q(by=F("account")), name="quality_by_another_person"),
            models.CheckConstraint(
                condition=Q(call__isnull=True, reception__isnull=False) | Q(call__isnull=False, reception__isnull=True),
                name="quality_of_one_talk",
            ),
        ]
        indexes = [models.Index(fields=["project", "-at"], name="quality_project_at")]

    @property
    def talk(self) -> Call | Reception:
        """The call or the visit."""
        found = self.call or self.reception
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """`call` or `visit`, as in the addresses."""
        return "call" if self.call_id is not None else "visit"


class QualityMark(models.Model):
    """How it was at one point of a sheet."""

    sheet = models.ForeignKey(QualitySheet, models.PROTECT, related_name="marks", db_index=False)
    point = models.CharField(max_length=12)
    mark = models.CharField(max_length=12)

    class Meta:
        constraints = [
            known("point", TalkPoint),
            known("mark", TalkMark),
            models.UniqueConstraint(fields=["sheet", "point"], name="quality_mark_once"),
        ]
