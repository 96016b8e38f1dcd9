"""What was suggested is kept until it is decided, then counted: right or not (R20)."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from heed.process.words import Aspect
from heed.queries.triage.decided import claim_decided_suggestions
from heed.queries.triage.suggesting import Suggestions
from heed.records.models import Complaint, TriageSuggestion, TriageTally

BATCH = 500


def keep_suggestions(complaint: Complaint, suggestions: Suggestions, at: datetime) -> None:
    """Keep the first suggestion of each aspect as it was when the complaint was taken in."""
    rows = [
        TriageSuggestion(complaint=complaint, aspect=aspect, code=one.code, confidence=one.confidence, at=at)
        for aspect, one in suggestions.first().items()
    ]
    TriageSuggestion.objects.bulk_create(rows, ignore_conflicts=True)


def count_decided() -> int:
    """Count the suggestions that were decided since, some in each transaction; return how many."""
    done = 0
    while counted := _count_some():
        done += counted
    return done


@transaction.atomic
def _count_some() -> int:
    found = claim_decided_suggestions(BATCH)
    sums: dict[tuple[date, str, bool], Counter[str]] = {}
    for row, decided in found:
        if decided:
            key = (row.at.date().replace(day=1), row.aspect, row.confidence is not None)
            one = {"counted": 1, "right": int(row.code == decided), "confidence": row.confidence or 0}
            sums.setdefault(key, Counter()).update(one)
    gone = TriageSuggestion.objects.filter(pk__in=[row.pk for row, _ in found])
    gone._raw_delete("default")
    for (month_on, aspect, learned), added in sums.items():
        tally, _ = TriageTally.objects.get_or_create(month_on=month_on, aspect=Aspect(aspect), learned=learned)
        TriageTally.objects.filter(pk=tally.pk).update(**{name: F(name) + value for name, value in added.items()})
    return len(found)
