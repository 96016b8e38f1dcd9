"""What the desk suggests while the intake is typed: category, level, repeats, the same by others, missing facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from heed.coach import Coach, KnownFacts
from heed.coach.from_record import called_facts
from heed.insight.numbers import whole_number
from heed.insight.tokens import folded
from heed.process.facts import ABOUT, CONTACT, CONTENT, COURSE, HAPPENED, NAME, UNIT, WANTS, WHERE
from heed.process.policy import Policy
from heed.queries.complaints.repeats import SimilarComplaint, repeats_of, similar_now
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting
from heed.records.models import Account, Person, Project
from heed.rooms.desk.forms import OWN_LABELS, typed_as
from heed.ui.names import in_words, level_name

SUGGESTED = 2  # categories offered at once
ENOUGH = 4  # characters before the text is looked at
_WANTED = (CONTENT, NAME, UNIT, CONTACT, HAPPENED, WHERE, ABOUT, WANTS, COURSE)


@dataclass(frozen=True, slots=True)
class SuggestedCategory:
    """A category that fits the content."""

    code: str
    name: str
    level: str
    level_name: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class IntakeReading:
    """The intake typed so far, for one account at one project; `typed` holds texts by the names of the form fields."""

    account: Account
    project: Project
    typed: Mapping[str, str]
    now: datetime
    channel: str
    meeting: Meeting | None = None
    person: Person | None = None

    def _text(self, name: str) -> str:
        return str(self.typed.get(name) or self._found_by.get(name) or "").strip()

    @cached_property
    def _found_by(self) -> dict[str, str]:
        """The text of the person search as the fact it looks like, while no better fact is known."""
        known = any(self.typed.get(name) for name in ("person", "anonymous", "name", "unit", "contact"))
        typed = str(self.typed.get("q") or "")
        return typed_as(typed) if typed and not known else {}

    @cached_property
    def policy(self) -> Policy:
        return current_policy()

    @cached_property
    def suggested(self) -> list[SuggestedCategory]:
        """The categories that fit, one of them chosen: the earlier choice, else the best."""
        if len(self._text("content")) < ENOUGH:
            return []
        text = folded(" ".join(self._text(name) for name in ("content", "about", "where")))
        best = self.policy.suggest_category(text)[:SUGGESTED]
        picked = self._text("category")
        chosen = picked if picked in {one.code for one in best} else best[0].code if best else ""
        return [self._suggestion(one.code, ", ".join(one.words[:4]), one.code == chosen) for one in best]

    def _suggestion(self, code: str, words: str, chosen: bool) -> SuggestedCategory:
        leaf = self.policy.leaf(code)
        return SuggestedCategory(
            code, in_words(leaf.names), leaf.level, level_name(self.policy, leaf.level), words, chosen
        )

    @cached_property
    def category(self) -> str:
        """The code of the chosen category; "" where none is."""
        return next((one.code for one in self.suggested if one.chosen), "")

    @cached_property
    def level(self) -> SuggestedCategory | None:
        """The chosen suggestion, for its level."""
        return next((one for one in self.suggested if one.chosen), None)

    @property
    def helps_first(self) -> bool:
        """Whether people may be in danger by the chosen category, so that help comes before all questions."""
        return bool(self.category) and self.policy.helps_first(self.category)

    @cached_property
    def missing(self) -> list[str]:
        """The labels of the facts that are still missing (R3 to R5, R30)."""
        relaxed = {name for name in ("anonymous", "unreachable") if self._text(name)}
        known = {"contact"} if self.person is not None and (self.person.phone or self.person.email) else set()
        return [
            _(OWN_LABELS.get(fact.name, fact.label))
            for fact in _WANTED
            if not self._text(fact.name) and fact.name not in known and not relaxed.intersection(fact.unless)
        ]

    @cached_property
    def _place(self) -> int | None:
        return whole_number(self._text("place"))

    @cached_property
    def _matter(self) -> str:
        text = " ".join(self._text(name) for name in ("content", "about", "where")).strip()
        return text if len(text) >= ENOUGH else ""

    @cached_property
    def repeat(self) -> SimilarComplaint | None:
        """The most similar earlier complaint of this owner or home (R10)."""
        if not self._matter or (self.person is None and self._place is None):
            return None
        person = self.person.pk if self.person is not None else None
        category = self._text("category") or self.category
        whose: dict[str, Any] = {"person": person, "place": self._place, "reader": self.account}
        same = repeats_of([self.project.pk], text=self._matter, category=category, **whose)
        return same[0] if same else None

    @cached_property
    def _same(self) -> list[SimilarComplaint]:
        if not self._matter:
            return []
        found = similar_now(
            self.project.pk, self._matter, place=self._place, category=self.category, reader=self.account
        )
        person = self.person.pk if self.person is not None else None
        return [one for one in found if one.of != "project" and (person is None or one.person_id != person)]

    @property
    def same(self) -> SimilarComplaint | None:
        """The most similar open complaint of another owner."""
        return self._same[0] if self._same else None

    @property
    def same_count(self) -> int:
        """How many other owners complain of the same now."""
        return len({one.person_id or -one.id for one in self._same})

    @property
    def merging(self) -> bool:
        """Whether merging into it was chosen."""
        return self.same is not None and self._text("merge_into") == self.same.number

    @property
    def linking(self) -> bool:
        """Whether the repeat is linked: yes, unless it was unticked."""
        return self.repeat is not None and self._text("not_repeat") != self.repeat.number

    @cached_property
    def facts(self) -> KnownFacts:
        """The facts for the coach."""
        repeat, person = self.repeat, self.person
        repaired = repeat if repeat is not None and repeat.handled_at is not None else None
        return KnownFacts(
            now=self.now.astimezone(ZoneInfo(self.project.timezone)),
            channel=self.channel,
            emotion=self._text("emotion") or (self.meeting.emotion if self.meeting else "calm"),
            project=self.project.name,
            speaker=self.account.name,
            name=self._text("name"),
            honorific=person.honorific if person else "",
            anonymous=bool(self._text("anonymous")),
            unreachable=bool(self._text("unreachable")),
            last_at=repaired.handled_at if repaired else None,
            last_what=self._repaired_thing(repaired) if repaired else "",
            calm_may_be_asked=self.policy.manners.calm_may_be_asked,
            contact=self._text("contact") or (person.phone or person.email if person else ""),
            unit=self._text("unit"),
            content=self._text("content"),
            happened=self._text("happened"),
            where=self._text("where"),
            about=self._text("about"),
            wants=self._text("wants"),
            course=self._text("course"),
            matter=self.level.name if self.level else "",
            **called_facts(self.meeting, self.account, self.now),
        )

    def _repaired_thing(self, repaired: SimilarComplaint) -> str:
        return self._text("about") or self._text("where") or repaired.word or repaired.title

    @cached_property
    def coach(self) -> Coach:
        return Coach(self.facts)
