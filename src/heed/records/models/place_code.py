"""The codes on posters and stickers: each stands for a place, and leads to the form of owners that knows it."""

from django.db import models
from django.db.models import Q

from heed.records.models.place import Place
from heed.records.models.staff import Account


class PlaceCode(models.Model):
    """One code of a place. It opens a form and nothing that anybody wrote; a renewed one leaves its row, ended."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(ended_at__isnull=True), name="place_code_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return self.code
