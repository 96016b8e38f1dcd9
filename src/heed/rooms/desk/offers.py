"""The suggestions of the triage as the desk offers them: a press takes one, nothing is taken by itself (R20)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.process.policy import Policy
from heed.process.words import Emotion, Nature
from heed.queries.triage.suggesting import Suggested, Suggestions
from heed.ui.names import category_name, department_called, level_name

TONES = {"major": "warn", "emergency": "hot", "agitated": "warn"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion: its code and name, the words that led to it, how sure it is, and whether it was taken."""

    code: str
    name: str
    words: str
    percent: int | None
    chosen: bool
    tone: str


@dataclass(frozen=True, slots=True)
class Offers:
    """All suggestions for the text so far; `chosen` holds what stands in the form by now."""

    suggested: Suggestions
    policy: Policy
    chosen: Mapping[str, str]

    def _offer(self, field: str, one: Suggested, name: str) -> Offer:
        words, tone = _(", ").join(one.words), TONES.get(one.code, "")
        return Offer(one.code, name, words, one.percent, self.chosen[field] == one.code, tone)

    @property
    def categories(self) -> list[Offer]:
        """The categories that fit, the likeliest first."""
        named = ((one, category_name(self.policy, one.code)) for one in self.suggested.categories)
        return [self._offer("category", one, name) for one, name in named]

    @property
    def level(self) -> Offer | None:
        """The level: the usual one of a category that was chosen, else the likeliest."""
        one, picked = self.suggested.level, self.chosen["category"]
        if picked and self._leaf_level(picked):
            one = Suggested(self._leaf_level(picked), ())
        return self._offer("level", one, level_name(self.policy, one.code)) if one is not None else None

    def _leaf_level(self, category: str) -> str:
        return next((leaf.level for leaf in self.policy.leaves() if leaf.code == category), "")

    @property
    def nature(self) -> Offer | None:
        """The likeliest nature."""
        one = self.suggested.nature
        return self._offer("nature", one, _(Nature(one.code).label)) if one is not None else None

    @property
    def emotion(self) -> Offer | None:
        """The likeliest emotion, where the form says another."""
        one = self.suggested.emotion
        if one is None or one.code == (self.chosen["emotion"] or Emotion.CALM):
            return None
        return self._offer("emotion", one, _(Emotion(one.code).label))

    @property
    def department(self) -> str:
        """Who would work on it: the department of the chosen category, else of the likeliest."""
        first = self.suggested.categories[0].code if self.suggested.categories else ""
        for code in (self.chosen["category"], first):
            for leaf in self.policy.leaves():
                if leaf.code == code:
                    return department_called(leaf.department, self.policy)
        return ""
