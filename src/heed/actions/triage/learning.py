"""Learning from what was decided: a numbered run, at most once a day (R20)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from heed.insight.triage.training import Missing, TooFew, train
from heed.process.words import Aspect
from heed.queries.triage.decided import decided_complaints
from heed.records.models import LearnedModel, LearningRun

EVERY = timedelta(hours=24)
KEPT = 3
"""Runs whose models are kept, so that a page that is being drawn still finds its model."""
TOO_FEW, MISSING = "too_few", "missing"


def is_due(now: datetime) -> bool:
    """Return whether the last run began a day ago or more, or there was none."""
    last = LearningRun.objects.order_by("-number").values_list("began_at", flat=True).first()
    return last is None or now - last >= EVERY


def learn(now: datetime) -> LearningRun | None:
    """Make the next run: a model of each aspect, where there is enough to learn from; None: another process does."""
    last = LearningRun.objects.order_by("-number").values_list("number", flat=True).first() or 0
    try:
        with transaction.atomic():
            run = LearningRun.objects.create(number=last + 1, began_at=now)
    except IntegrityError:
        return None
    texts, judged = [], []
    for text, decided in decided_complaints():
        texts.append(text)
        judged.append(decided)
    try:
        learned = [one for aspect in Aspect if (one := _learned(run, aspect, texts, judged)) is not None]
        run.problem = "" if learned else TOO_FEW
    except Missing:
        learned, run.problem = [], MISSING
    _keep(run, learned)
    return run


def _learned(
    run: LearningRun, aspect: Aspect, texts: list[str], judged: list[dict[Aspect, str]]
) -> LearnedModel | None:
    """The model of one aspect, of the complaints of which it was decided; None where they are too few."""
    known = [(text, decided[aspect]) for text, decided in zip(texts, judged, strict=True) if decided[aspect]]
    try:
        trained = train([text for text, _ in known], [code for _, code in known])
    except TooFew:
        return None
    return LearnedModel(
        run=run,
        aspect=aspect,
        examples=trained.examples,
        macro_f1=trained.macro_f1,
        calibration_error=trained.calibration_error,
        document=trained.model.to_bytes(),
    )


@transaction.atomic
def _keep(run: LearningRun, learned: list[LearnedModel]) -> None:
    """Write the models and the end of the run; models of old runs go."""
    LearnedModel.objects.bulk_create(learned)
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at", "problem"])
    kept = LearningRun.objects.filter(models__isnull=False).distinct().order_by("-number").values_list("pk", flat=True)
    LearnedModel.objects.exclude(run__in=list(kept[:KEPT])).delete()
