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
from heed.insight.told_facts import told_facts
from heed.process.facts import ABOUT, CONTACT, CONTENT, COURSE, HAPPENED, NAME, UNIT, WANTS, WHERE
from heed.process.policy import Policy
from heed.queries.complaints.repeats import COMPARED, SimilarComplaint, repeats_of, similar_now
from heed.queries.incidents.told import ToldIncident, incident_among
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting
from heed.queries.triage.decided import text_of
from heed.queries.triage.suggesting import Suggestions, danger_among, suggestions_for
from heed.records.models import Account, Person, Project
from heed.rooms.desk.forms import OWN_LABELS, typed_as
from heed.rooms.desk.offers import Offers
from heed.ui.names import category_name

ENOUGH = 4  # characters before the text is looked at
_WANTED = (CONTENT, NAME, UNIT, CONTACT, HAPPENED, WHERE, ABOUT, WANTS, COURSE)


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
    def suggested(self) -> Suggestions:
        """What is suggested for the text so far; nothing of it is on record before a person has chosen it."""
        return suggestions_for(self._told, self.policy) if len(self._text("content")) >= ENOUGH else Suggestions()

    @property
    def _told(self) -> str:
        return text_of(*(self._text(name) for name in ("content", "about", "where")))

    @cached_property
    def offers(self) -> Offers:
        """The suggestions as they are offered."""
        chosen = {name: self._text(name) for name in ("category", "level", "nature", "emotion", "emotion_chosen")}
        return Offers(self.suggested, self.policy, chosen)

    @cached_property
    def told(self) -> list[tuple[str, str, str]]:
        """What the content tells of fields that are empty yet: the id of the field, its label and the words."""
        found = told_facts(self._text("content"))
        rows = (
            ("happened", _(HAPPENED.label), found.when),
            ("where", _(WHERE.label), found.where),
            ("contact", _(CONTACT.label), "" if self.person is not None else found.telephone),
        )
        return [(f"id_{name}", label, words) for name, label, words in rows if words and not self._text(name)]

    @cached_property
    def category(self) -> str:
        """The code of the chosen category, else of the likeliest: for what is shown, never for the record."""
        picked = self._text("category")
        if picked in self.policy.leaf_by_code:
            return picked
        return self.suggested.categories[0].code if self.suggested.categories else ""

    @property
    def helps_first(self) -> str:
        """The chosen or suggested category by which people may be in danger, so that help comes first; "" for none."""
        picked = self._text("category")
        if picked in self.policy.leaf_by_code and self.policy.helps_first(picked):
            return picked
        return danger_among(self.suggested, self.policy)

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
        whose: dict[str, Any] = {"place": self._place, "category": self.category, "reader": self.account}
        found = similar_now(self.project.pk, self._matter, size=COMPARED, **whose)
        person = self.person.pk if self.person is not None else None
        return [one for one in found if one.of != "project" and (person is None or one.person_id != person)]

    @property
    def same(self) -> SimilarComplaint | None:
        """The most similar open complaint of another owner."""
        return self._same[0] if self._same else None

    @cached_property
    def incident(self) -> ToldIncident | None:
        """The incident to which what others complain of belongs."""
        return incident_among([one.id for one in self._same], self.account)

    @property
    def same_count(self) -> int:
        """How many other owners complain of the same now; of an incident, all of them."""
        now = len({one.person_id or -one.id for one in self._same})
        return max(now, self.incident.complaints if self.incident else 0)

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
            abusive=bool(self._text("abusive")),
            happened=self._text("happened"),
            where=self._text("where"),
            about=self._text("about"),
            wants=self._text("wants"),
            course=self._text("course"),
            matter=category_name(self.policy, self.category) if self.category else "",
            **called_facts(self.meeting, self.account, self.now),
        )

    def _repaired_thing(self, repaired: SimilarComplaint) -> str:
        return self._text("about") or self._text("where") or repaired.word or repaired.title

    @cached_property
    def coach(self) -> Coach:
        return Coach(self.facts)
