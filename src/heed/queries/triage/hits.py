"""How often suggestions were right, and what is learned at present."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from heed.process.words import Aspect
from heed.records.models import LearnedModel, LearningRun, TriageTally

DAYS = 365


@dataclass(frozen=True, slots=True)
class Hits:
    """How many suggestions were counted, how many of them were right, and how many should have been by confidence."""

    counted: int
    right: int
    claimed: float

    @property
    def percent(self) -> int:
        """How many in a hundred were right."""
        return round(100 * self.right / self.counted)

    @property
    def claimed_percent(self) -> int:
        """How many in a hundred should have been right by their confidence."""
        return round(100 * self.claimed / self.counted)


@dataclass(frozen=True, slots=True)
class AspectLearned:
    """One aspect: its newest model, and the hits of suggestions by words and of learned ones."""

    aspect: Aspect
    model: LearnedModel | None
    by_words: Hits | None
    learned: Hits | None


def aspects_learned(today: date) -> list[AspectLearned]:
    """Return every aspect with what was learned of it and its hits of the last year; two queries."""
    models = {one.aspect: one for one in LearnedModel.objects.select_related("run").defer("document").order_by("pk")}
    rows = TriageTally.objects.filter(month_on__gt=today - timedelta(days=DAYS)).values("aspect", "learned")
    hits = {
        (row["aspect"], row["learned"]): Hits(row["all"], row["hit"], row["claimed"])
        for row in rows.annotate(all=Sum("counted"), hit=Sum("right"), claimed=Sum("confidence"))
        if row["all"]
    }
    return [
        AspectLearned(aspect, models.get(aspect), hits.get((aspect, False)), hits.get((aspect, True)))
        for aspect in Aspect
    ]


def last_run() -> LearningRun | None:
    """Return the newest run."""
    return LearningRun.objects.order_by("-number").first()
