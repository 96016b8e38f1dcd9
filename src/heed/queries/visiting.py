"""What was tried of the return visits that are still to be made (R89)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max

from heed.queries.rows import Row
from heed.records.models import Visit


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often an owner was called on in this round, and when last."""

    count: int
    last_at: datetime


def attempts_of(rows: Iterable[Row]) -> dict[int, Attempts]:
    """The attempts of the present round, by the complaint's id; one query."""
    tried = (
        Visit.objects.filter(complaint__in=[row.id for row in rows], round=F("complaint__round"))
        .values("complaint")
        .annotate(count=Count("pk"), last_at=Max("at"))
    )
    return {row["complaint"]: Attempts(row["count"], row["last_at"]) for row in tried}
