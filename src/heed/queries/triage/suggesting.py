"""What is suggested for a text: category, level, nature and emotion, each with its words and its confidence (R20)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from heed.insight.tokens import folded
from heed.insight.triage.known_words import AGITATED, agitation_of, nature_of
from heed.insight.triage.model import TextModel
from heed.process.policy import Policy
from heed.process.words import Aspect, Emotion
from heed.queries.triage.learned import learned_models

SHOWN = 3
"""Categories suggested at once."""
LIKELY = 0.5
"""From this confidence on, what was learned comes before the words of the policy."""
POSSIBLE = 0.15
"""Below this confidence, a learned class is not worth a look."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A code, the words that led to it, and how sure that is from 0 to 1; None: it goes by known words alone."""

    code: str
    words: tuple[str, ...]
    confidence: float | None = None

    @property
    def percent(self) -> int | None:
        """The confidence in whole hundredths; never 100, as nothing that was learned is certain."""
        return None if self.confidence is None else min(99, round(100 * self.confidence))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for one text: categories, the likeliest first, and at most one of each other aspect."""

    categories: Sequence[Suggested] = ()
    level: Suggested | None = None
    nature: Suggested | None = None
    emotion: Suggested | None = None

    def first(self) -> dict[Aspect, Suggested]:
        """The first suggestion of each aspect that has one."""
        found = {
            Aspect.CATEGORY: self.categories[0] if self.categories else None,
            Aspect.LEVEL: self.level, Aspect.NATURE: self.nature, Aspect.EMOTION: self.emotion,
        }  # fmt: skip
        return {aspect: one for aspect, one in found.items() if one is not None}


def suggestions_for(text: str, policy: Policy) -> Suggestions:
    """Return what is suggested for a text under a policy; one query, whatever was learned."""
    models = learned_models()
    categories = _categories(text, policy, models.get(Aspect.CATEGORY))
    return Suggestions(
        categories,
        _level(text, policy, models.get(Aspect.LEVEL), categories),
        _nature(text, policy, models.get(Aspect.NATURE)),
        _emotion(text, models.get(Aspect.EMOTION)),
    )


def danger_among(found: Suggestions, policy: Policy) -> str:
    """The likeliest suggested category by which people may be in danger, however likely another is; "" for none."""
    return next((one.code for one in found.categories if policy.helps_first(one.code)), "")


def _learned(text: str, model: TextModel | None, allowed: Collection[str], least: float) -> Iterator[Suggested]:
    """The learned classes that are allowed and sure enough, the likeliest first."""
    if model is None:
        return
    for one in model.judge(text)[:SHOWN]:
        if one.confidence >= least and one.code in allowed:
            yield Suggested(one.code, model.why(text, one.code), one.confidence)


def _categories(text: str, policy: Policy, model: TextModel | None) -> list[Suggested]:
    """Those that were learned first where they are likely, else by the words; what may be an emergency always."""
    by_words = [Suggested(one.code, one.words[:4]) for one in policy.suggest_category(folded(text))][:SHOWN]
    learned = list(_learned(text, model, policy.leaf_by_code, POSSIBLE))
    sure = {one.code: one.confidence for one in learned}
    likely = [one for one in learned if (one.confidence or 0) >= LIKELY]
    found: dict[str, Suggested] = {}
    for one in (*likely, *by_words, *learned):
        found.setdefault(one.code, one)
    ordered = list(found.values())
    danger = [one for one in ordered[SHOWN:] if policy.helps_first(one.code)]
    known = {one.code: one.words for one in by_words}  # the company's own words say it best
    best = (*ordered[:SHOWN], *danger)
    return [replace(one, confidence=sure.get(one.code), words=known.get(one.code, one.words)) for one in best]


def _level(text: str, policy: Policy, model: TextModel | None, categories: Sequence[Suggested]) -> Suggested | None:
    """The learned level; where none is likely, the usual one of the first category."""
    if likely := next(_learned(text, model, [level.code for level in policy.levels], LIKELY), None):
        return likely
    return Suggested(policy.leaf(categories[0].code).level, categories[0].words) if categories else None


def _nature(text: str, policy: Policy, model: TextModel | None) -> Suggested | None:
    if likely := next(_learned(text, model, list(policy.natures), LIKELY), None):
        return likely
    code, words = nature_of(text)
    return Suggested(code, words) if code in list(policy.natures) else None


def _emotion(text: str, model: TextModel | None) -> Suggested | None:
    """Agitated where known words say so; else what is likely."""
    learned = list(_learned(text, model, list(Emotion), POSSIBLE))
    if words := agitation_of(text):
        return Suggested(AGITATED, words, next((one.confidence for one in learned if one.code == AGITATED), None))
    return next((one for one in learned if (one.confidence or 0) >= LIKELY), None)
