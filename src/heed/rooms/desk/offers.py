"""The suggestions of the triage as the desk offers them: a press takes one, nothing is taken by itself (R20)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.process.policy import Policy
from heed.process.words import Emotion, Nature
from heed.queries.triage.suggesting import Suggested, Suggestions, danger_among
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
    """All suggestions for the text so far; `chosen` holds what stands in the form by now.

    What was chosen stays among them whatever is typed later: no choice is lost with the words that led to it.
    """

    suggested: Suggestions
    policy: Policy
    chosen: Mapping[str, str]

    @property
    def categories(self) -> list[Offer]:
        """The categories that fit, the likeliest first."""
        names = {code: category_name(self.policy, code) for code in self.policy.leaf_by_code}
        return self._offered("category", self.suggested.categories, names)

    @property
    def levels(self) -> list[Offer]:
        """The usual level of a category that was chosen, else the likeliest.

        Where the words tell of danger, only one at which help comes first.
        """
        names = {level.code: level_name(self.policy, level.code) for level in self.policy.levels}
        picked = self.policy.leaf_by_code.get(self.chosen["category"])
        usual = Suggested(picked.level, ()) if picked is not None else self.suggested.level
        if usual is not None and danger_among(self.suggested, self.policy):
            usual = usual if self.policy.level(usual.code).help_first else None
        return self._offered("level", [usual] if usual is not None else [], names)

    @property
    def natures(self) -> list[Offer]:
        """The likeliest nature."""
        one = self.suggested.nature
        names = {nature.value: _(nature.label) for nature in Nature}
        return self._offered("nature", [one] if one is not None else [], names)

    def _offered(self, field: str, suggested: Iterable[Suggested], names: Mapping[str, str]) -> list[Offer]:
        """What is suggested, and after it what was chosen where it is no longer suggested."""
        found: Sequence[Suggested] = list(suggested)
        picked = self.chosen[field]
        if picked in names and picked not in {one.code for one in found}:
            found = [*found, Suggested(picked, ())]
        return [self._offer(field, one, names[one.code]) for one in found]

    def _offer(self, field: str, one: Suggested, name: str) -> Offer:
        words, tone = _(", ").join(one.words), TONES.get(one.code, "")
        return Offer(one.code, name, words, one.percent, self.chosen[field] == one.code, tone)

    @property
    def emotion(self) -> Offer | None:
        """The likeliest emotion, where it is another than the usual one and nobody has chosen yet."""
        one, standing = self.suggested.emotion, self.chosen["emotion"] or Emotion.CALM
        if one is None or one.code == standing or standing != Emotion.CALM or self.chosen["emotion_chosen"]:
            return None
        return self._offer("emotion", one, _(Emotion(one.code).label))

    @property
    def department(self) -> str:
        """Who would work on it: the department of the chosen category, else of the likeliest."""
        likely = (self.chosen["category"], *(one.code for one in self.suggested.categories[:1]))
        leaf = next((self.policy.leaf_by_code[code] for code in likely if code in self.policy.leaf_by_code), None)
        return department_called(leaf.department, self.policy) if leaf is not None else ""
