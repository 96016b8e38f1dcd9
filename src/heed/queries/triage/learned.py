"""The newest learned model of each aspect, parsed once in a process."""

from functools import lru_cache

from heed.insight.triage.model import TextModel
from heed.records.models import LearnedModel


def learned_models() -> dict[str, TextModel]:
    """Return the newest model of each aspect; one small query, and the models themselves only when they are new."""
    newest = dict(LearnedModel.objects.order_by("pk").values_list("aspect", "pk"))
    return {aspect: _model(pk) for aspect, pk in newest.items()}


@lru_cache(maxsize=8)
def _model(pk: int) -> TextModel:
    return TextModel.from_bytes(bytes(LearnedModel.objects.values_list("document", flat=True).get(pk=pk)))


def forget_models() -> None:
    """Forget the parsed models: for tests, in which rows are rolled back."""
    _model.cache_clear()
