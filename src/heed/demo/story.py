"""One complaint's story up to the desk: its facts, its time, taking in, verifying, settling, promising."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile

from heed.actions.complaints.intake import lodge
from heed.actions.registry import ACTIONS
from heed.demo.grounds import Resident
from heed.demo.play import Play
from heed.demo.scene import Scene
from heed.demo.texts import Teller, choose_line, kinds_of_place, matters, rounded, time_in_words
from heed.process.words import (
    Channel,
    Emotion,
    Method,
    Nature,
    Responsibility,
    Role,
    Stage,
)
from heed.queries.actor import OWNER, Actor
from heed.records.models import Account, Complaint, Place

#: Stages in which the owner has to be told how it stands, every day (R56).
UNDER_WAY = (
    Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED, Stage.HANDLING, Stage.OUTSIDE,
)  # fmt: skip


@dataclass
class Telling:
    """Who complains of what, how; and the complaint once it is taken in."""

    play: Play
    scene: Scene
    chance: Random
    category: str
    resident: Resident
    language: str
    channel: Channel
    emotion: Emotion
    level: str = ""
    circumstance: str = ""  # anonymous or unreachable
    part: str = ""  # body or hopeless: what the way of saying it must allow
    given: dict[str, str] = field(default_factory=dict)  # facts told otherwise than by the templates
    place: Place = field(init=False)
    told: Teller = field(init=False)
    fault: Responsibility = field(init=False)
    desk: Account = field(init=False)
    record: Complaint | None = None
    promised_until: datetime | None = None
    told_at: datetime | None = None
    money: Decimal | None = None
    accused: list[Account] = field(default_factory=list)

    def __post_init__(self) -> None:
        line = choose_line(self.chance, self.language, self.category, self.part)
        kind = self.chance.choice(kinds_of_place(self.language, self.category, line))
        self.place, chinese, english = self.scene.spot(self.chance, kind, self.resident)
        house = self.scene.grounds.spots["building"][self.resident.building]
        in_english = self.language == "en"
        self.told = Teller(
            self.chance,
            self.language,
            self.category,
            line,
            {
                "b": house.english if in_english else house.place.name,
                "where": english if in_english else chinese,
                "floor": self.scene.grounds.estate.floor(self.resident.floor, self.language),
            },
        )
        self.fault = Responsibility(self.chance.choice(matters()[self.category]["fault"].split()))
        self.level = self.level or self.scene.policy.leaf(self.category).level
        self.desk = self.scene.holder(self.chance, Role.RECEPTIONIST)

    @property
    def complaint(self) -> Complaint:
        """The complaint on record. AssertionError before it is taken in."""
        assert self.record is not None
        return self.record

    # Time

    @property
    def now(self) -> datetime:
        """The simulated present."""
        return self.play.now

    def soon(self, least: float, most: float) -> datetime:
        """So many minutes from now, by night as by day."""
        return self.now + timedelta(minutes=self.chance.uniform(least, most))

    def later(self, least: float, most: float) -> datetime:
        """So many minutes of open time from now; an emergency knows no hours."""
        minutes = self.chance.uniform(least, most)
        return (
            self.now + timedelta(minutes=minutes) if self.level == "emergency" else self.scene.worked(self.now, minutes)
        )

    def until(self, at: datetime) -> Iterator[datetime]:
        """Wait, telling the owner how it stands every day meanwhile (R56), though it is forgotten now and then."""
        while (telling_at := self._tell_by()) is not None and telling_at < at:
            yield telling_at
            if self.chance.random() < 0.93:
                self.tell_progress()
            else:
                self.told_at = self.now
        yield max(at, self.now)

    def _tell_by(self) -> datetime | None:
        if self.told_at is None or self.complaint.stage not in UNDER_WAY:
            return None
        last = self.scene.local(self.told_at)
        told = last.hour + last.minute / 60
        hour = min(max(told - 1, 8.5), 17.4)
        if told < 8:
            at = self.scene.at_hour(self.told_at, 17.4)
        else:  # a little earlier every day, so that a day is never quite over
            at = self.scene.at_hour(self.told_at, min(hour, told - 0.1), days=1)
        return max(at, self.now + timedelta(minutes=1))

    # Steps

    def make(self, move: str, *, by: Actor | Account, **facts: Any) -> Complaint:
        """Make a move now, by its name on the page; whoever is complained of leaves it to who answers for it (C3)."""
        by = self.scene.staff.known(self.lead if by in self.accused else by)
        self.record = ACTIONS[move](self.complaint, by=by, at=self.now, **facts)
        return self.record

    @property
    def lead(self) -> Account:
        """Who answers for the case."""
        return self.complaint.case_owner

    @property
    def approver(self) -> Account:
        """Who decides what is asked here: the manager, and for a manager who asks the centre (C12)."""
        manager = self.scene.manager
        return manager if self.lead != manager else self.scene.staff.all(Role.CENTRE)[0]

    def facts_told(self) -> dict[str, Any]:
        """What the owner says at the counter or on the telephone (R3 to R13)."""
        told = self.told
        mind = told.say("mind", self.emotion.value)
        return {
            "content": told.complaint(self.channel.value, self.emotion.value),
            "title": told.title,
            "happened": told.slots["when"],
            "where": told.slots["where"],
            "course": told.say("courses"),
            "about": told.of("about"),
            "wants": told.slots["wants"],
            "state_of_mind": mind,
            "cause": told.say("causes"),
        } | self.given

    def lodge(self, by: Actor | Account | None = None, **facts: Any) -> Complaint:
        """Take it in. The owner's own form asks for less than the desk does."""
        given = self.facts_told()
        if by is OWNER:
            given = {name: given[name] for name in ("content", "where")}
        if self.circumstance:
            given[self.circumstance] = True
        person = None if self.circumstance == "anonymous" else self.resident.person
        if self.circumstance == "unreachable":
            given |= {"name": self.resident.person.name, "unit": self.resident.home.path}
            person = None
        elif not self.circumstance:
            given["unit"] = self.resident.home.path
        self.record = lodge(
            self.scene.grounds.project, by=by or self.desk, at=self.now, channel=self.channel.value, person=person,
            place=self.place, emotion=self.emotion.value, language=self.language, accused=self.accused,
            **(given | facts),
        )  # fmt: skip
        self.told_at = self.now
        return self.record

    def verify(self, **facts: Any) -> None:
        """Read back and assess; what the owner's own form did not ask is asked first."""
        told = self.told
        if not self.complaint.course:
            asked = self.facts_told()
            names = ("course", "about", "happened", "wants", "state_of_mind", "cause")
            self.make("amend", by=self.desk, **{name: asked[name] for name in names})
        nature = Nature(self.chance.choice(matters()[self.category]["natures"].split()))
        given = {
            "restated": told.say("restated"), "confirmed": True, "category": self.category, "level": self.level,
            "nature": nature, "emotion": self.emotion, "wants": told.slots["wants"], "crux": told.of("crux"),
            "remit": "ours", "thanked": self.chance.random() < 0.8,
        }  # fmt: skip
        if nature is Nature.BREACH:
            given["authority_reference"] = f"ZJ-{self.now:%Y}-{self.chance.randint(100, 999)}"
        self.make("verify", by=self.desk, **(given | facts))

    def settle(self) -> None:
        """Explained or solved on the spot: signed at the counter, confirmed on the telephone."""
        told = self.told
        facts: dict[str, Any] = {
            "solution": told.of("explain") or told.of("solution"), "responsibility": self.fault,
            "opinion": told.say("opinion"), "thanked": True,
        }  # fmt: skip
        if self.fault.ours:
            facts["apology"] = told.say("apology")
        if self.channel is Channel.VISIT:
            facts["signature"] = picture(self.scene.album.signature(self.chance), "signature.png")
        else:
            facts["confirmation"] = told.say("confirmation")
        self.make("settle", by=self.desk, **facts)

    def promise(self, due_at: datetime, words: str = "") -> None:
        """Promise a reply, in one's own voice."""
        self.promised_until = due_at
        self.make("promise", by=self.desk, words=words or self.words_of("promise", due_at), due_at=due_at, consent=True)

    def tell_progress(self, words: str = "") -> None:
        """Tell the owner how it stands."""
        phrase = "progress_outside" if self.complaint.stage == Stage.OUTSIDE else "progress"
        words = words or self.told.say(phrase)
        self.make("report_progress", by=self.caller, words=words, method=Method.PHONE)
        self.told_at = self.now

    @property
    def caller(self) -> Account:
        """Who calls owners here."""
        return self.scene.holder(self.chance, Role.FOLLOW_UP)

    def words_of(self, phrase: str, due_at: datetime) -> str:
        """A phrase with a time in it, as people say it."""
        return self.told.say(phrase, time=self.time_of(due_at))

    def time_of(self, at: datetime) -> str:
        """An instant as people say it now."""
        return time_in_words(self.scene.local(at), self.scene.local(self.now).date(), self.language)

    def agreed_time(self, least: float, most: float) -> datetime:
        """A full half hour within so many minutes of open time from now."""
        return rounded(self.scene.worked(self.now, self.chance.uniform(least, most)))


def picture(body: bytes, name: str) -> File:  # type: ignore[type-arg]
    """A PNG as if it had been uploaded."""
    return SimpleUploadedFile(name, body, content_type="image/png")
