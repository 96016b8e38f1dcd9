"""What people decided of complaints: what is learned from, and what suggestions are counted against."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from heed.process.words import Aspect
from heed.records.models import Assessment, Complaint, TriageSuggestion
from heed.records.models.complaint import ENDED_CODES

LEARNED_FROM = 20_000
"""So many of the newest decided complaints are learned from."""
_TEXTS = ("content", "about", "where")


def decided_complaints() -> Iterator[tuple[str, dict[Aspect, str]]]:
    """Yield the text of each of the newest complaints that were assessed, and how it stands judged now."""
    assessed = Exists(Assessment.objects.filter(complaint=OuterRef("pk")))
    rows = Complaint.objects.filter(assessed).order_by("-pk").values_list(*_TEXTS, *Aspect)
    for row in rows[:LEARNED_FROM].iterator(chunk_size=1000):
        text = text_of(*row[: len(_TEXTS)])
        if text:
            yield text, dict(zip(Aspect, row[len(_TEXTS) :], strict=True))


def text_of(*parts: str) -> str:
    """The text that is judged: what is told, what it is about, where."""
    return "\n".join(part for part in parts if part)


def claim_decided_suggestions(most: int) -> list[tuple[TriageSuggestion, str]]:
    """Claim suggestions whose complaint was assessed or has ended since, each with what was decided ("": nothing).

    What another worker has claimed is left to it, so that nothing is counted twice; it needs a transaction.
    """
    assessed = Exists(Assessment.objects.filter(complaint=OuterRef("complaint")))
    found = TriageSuggestion.objects.filter(Q(assessed) | Q(complaint__stage__in=ENDED_CODES))
    found = found.order_by("pk").select_related("complaint").select_for_update(skip_locked=True, of=("self",))
    rows = list(found[:most])
    return [(row, _decided(row)) for row in rows]


def _decided(row: TriageSuggestion) -> str:
    return str(getattr(row.complaint, row.aspect)) if row.complaint.category else ""
