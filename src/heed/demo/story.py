"""The first half of one complaint's story: its facts and its time; intake, verifying, settling, promising."""

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
from heed.demo.texts import StoryTexts, choose_line, kinds_of_place, matters, rounded, time_in_words
from heed.process.joint_facts import FOR_OTHERS
from heed.process.moves import MOVES
from heed.process.words import (
    Channel,
    ConfirmedBy,
    Emotion,
    Method,
    Nature,
    Responsibility,
    Role,
    Satisfaction,
    Stage,
    Validity,
)
from heed.queries.actor import OWNER, Actor
from heed.queries.complaints.case_rows import companions_of
from heed.records.models import Account, Complaint, Place

#: Stages in which the owner is informed of progress every day (R56).
UNDER_WAY = (
    Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED, Stage.HANDLING, Stage.OUTSIDE,
)  # fmt: skip


def place_and_texts(
    scene: Scene, chance: Random, category: str, language: str, resident: Resident, part: str = ""
) -> tuple[Place, StoryTexts]:
    """A place near the resident that a matter of this category can be about, and the texts about it."""
    line = choose_line(chance, language, category, part)
    kind = chance.choice(kinds_of_place(language, category, line))
    place, chinese, english = scene.spot(chance, kind, resident)
    house = scene.grounds.spots["building"][resident.building]
    in_english = language == "en"
    slots = {
        "b": house.english if in_english else house.place.name,
        "where": english if in_english else chinese,
        "floor": scene.grounds.estate.floor(resident.floor, language),
    }
    return place, StoryTexts(chance, language, category, line, slots)


@dataclass
class StoryIntake:
    """Who complains of what, through which channel; and the complaint after its intake."""

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
    part: str = ""  # "body" or "hopeless": a part that the chosen line must have
    given: dict[str, str] = field(default_factory=dict)  # facts that replace those of the templates
    place: Place = field(init=False)
    texts: StoryTexts = field(init=False)
    fault: Responsibility = field(init=False)
    desk: Account = field(init=False)
    record: Complaint | None = None
    shared: bool = False  # complaints of other owners were merged into it
    promised_until: datetime | None = None
    informed_at: datetime | None = None
    money: Decimal | None = None
    accused: list[Account] = field(default_factory=list)
    solutions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place, self.texts = place_and_texts(
            self.scene, self.chance, self.category, self.language, self.resident, self.part
        )
        self.fault = Responsibility(self.chance.choice(matters()[self.category]["fault"].split()))
        self.level = self.level or self.scene.policy.leaf(self.category).level
        self.desk = self.scene.holder(self.chance, Role.RECEPTIONIST)

    @property
    def complaint(self) -> Complaint:
        """The complaint on record. Raises AssertionError before its intake."""
        assert self.record is not None
        return self.record

    # Time

    @property
    def now(self) -> datetime:
        """The simulated present."""
        return self.play.now

    def soon(self, least: float, most: float) -> datetime:
        """A random time within so many minutes from now, at night too."""
        return self.now + timedelta(minutes=self.chance.uniform(least, most))

    def later(self, least: float, most: float) -> datetime:
        """A random time within so many minutes of open time from now; for an emergency at any hour."""
        minutes = self.chance.uniform(least, most)
        return (
            self.now + timedelta(minutes=minutes) if self.level == "emergency" else self.scene.worked(self.now, minutes)
        )

    def until(self, at: datetime) -> Iterator[datetime]:
        """Wait until then, and inform the owner of progress every day (R56), though this is forgotten now and then."""
        while (report_at := self._next_report_at()) is not None and report_at < at:
            yield report_at
            if self.chance.random() < 0.93:
                self.report_progress()
            else:
                self.informed_at = self.now
        yield max(at, self.now)

    def _next_report_at(self) -> datetime | None:
        if self.informed_at is None or self.complaint.stage not in UNDER_WAY:
            return None
        last = self.scene.local(self.informed_at)
        last_hour = last.hour + last.minute / 60
        if last_hour < 8:
            at = self.scene.at_hour(self.informed_at, 17.4)
        else:  # a little earlier every day, so that 24 hours never pass
            hour = min(max(last_hour - 1, 8.5), 17.4, last_hour - 0.1)
            at = self.scene.at_hour(self.informed_at, hour, days=1)
        return max(at, self.now + timedelta(minutes=1))

    # Steps

    def make(self, move: str, *, by: Actor | Account, **facts: Any) -> Complaint:
        """Make the move of this name now. A person who is complained of leaves it to the case owner (C3)."""
        by = self.scene.staff.cached(self.lead if by in self.accused else by)
        if self.shared and FOR_OTHERS in MOVES[move].asks and companions_of(self.complaint):
            said = facts.get("result") or facts.get("solution") or facts.get("reason") or facts["words"]
            facts[FOR_OTHERS.name] = said
        self.record = ACTIONS[move](self.complaint, by=by, at=self.now, **facts)
        return self.record

    @property
    def lead(self) -> Account:
        """The case owner."""
        return self.complaint.case_owner

    @property
    def told_how(self) -> dict[str, Method]:
        """How the owner is told: by telephone; nothing for an owner out of reach (R6)."""
        return {} if self.circumstance else {"method": Method.PHONE}

    @property
    def approver(self) -> Account:
        """The account that approves: the manager, or the company centre where the manager asks (C12)."""
        manager = self.scene.manager
        return manager if self.lead != manager else self.scene.staff.all(Role.CENTRE)[0]

    def spoken_facts(self) -> dict[str, Any]:
        """What the owner says at the counter or on the telephone (R3 to R13)."""
        texts = self.texts
        mind = texts.say("mind", self.emotion.value)
        return {
            "content": texts.complaint(self.channel.value, self.emotion.value),
            "title": texts.title,
            "happened": texts.slots["when"],
            "where": texts.slots["where"],
            "course": texts.say("courses"),
            "about": texts.of("about"),
            "wants": texts.slots["wants"],
            "state_of_mind": mind,
            "cause": texts.say("causes"),
        } | self.given

    def lodge(self, by: Actor | Account | None = None, **facts: Any) -> Complaint:
        """Record the complaint. The owner's own form asks for less than the desk does."""
        given = self.spoken_facts()
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
        if by is not OWNER and self.scene.policy.helps_first(self.category):
            given |= {"category": self.category, "level": self.level}
        self.record = lodge(
            self.scene.grounds.project, by=by or self.desk, at=self.now, channel=self.channel.value, person=person,
            place=self.place, emotion=self.emotion.value, language=self.language, accused=self.accused,
            **(given | facts),
        )  # fmt: skip
        self.informed_at = self.now
        return self.record

    @property
    def in_danger(self) -> bool:
        """Whether people may be in danger, and it is not on record that everybody is safe."""
        return self.complaint.safe_at is None and self.scene.policy.level(self.complaint.level).help_first

    def verify(self, **facts: Any) -> None:
        """Read back and assess, after amending what the owner's own form does not ask for."""
        texts = self.texts
        if self.in_danger:
            self.make("all_safe", by=self.desk)
        if not self.complaint.course:
            spoken = self.spoken_facts()
            names = ("course", "about", "happened", "wants", "state_of_mind", "cause")
            self.make("amend", by=self.desk, **{name: spoken[name] for name in names})
        nature = Nature(self.chance.choice(matters()[self.category]["natures"].split()))
        if self.fault.ours and not nature.effective:
            nature = Nature.HARM
        given = {
            "restated": texts.say("restated"), "category": self.category, "level": self.level,
            "nature": nature, "emotion": self.emotion, "wants": texts.slots["wants"], "crux": texts.of("crux"),
            "remit": "ours", "thanked": self.chance.random() < 0.8,
        }  # fmt: skip
        if not self.circumstance:
            given["confirmed"] = True
        if nature is Nature.BREACH:
            given["authority_reference"] = f"ZJ-{self.now:%Y}-{self.chance.randint(100, 999)}"
        self.make("verify", by=self.desk, **(given | facts))
        if self.in_danger:  # only seen to be an emergency now, when it was over
            self.make("all_safe", by=self.desk)

    def settle(self) -> None:
        """Explain or solve on the spot: signed at the counter, confirmed on the telephone."""
        texts = self.texts
        facts: dict[str, Any] = {
            "solution": texts.of("explain") or texts.of("solution"), "responsibility": self.fault,
            "validity": self.validity, "opinion": texts.say("opinion"), "opinion_by": self.lead, "thanked": True,
            "satisfaction": self.chance.choice((Satisfaction.SATISFIED, Satisfaction.VERY, Satisfaction.FAIR)),
        }  # fmt: skip
        if self.fault.ours:
            facts["apology"] = texts.say("apology")
        if self.channel is Channel.VISIT:
            facts["confirmed_by"] = ConfirmedBy.SIGNATURE
            facts["signature"] = picture(self.scene.album.signature(self.chance), "signature.png")
        else:
            facts |= {"confirmed_by": ConfirmedBy.PHONE, "called_number": self.complaint.contact}
            facts["confirmation"] = texts.say("confirmation")
        self.make("settle", by=self.desk, **facts)

    @property
    def validity(self) -> Validity:
        """Whether what the owner says proved true: always, where the fault is ours."""
        return Validity.VALID if self.fault.ours else Validity.PARTLY

    def promise(self, due_at: datetime, words: str = "") -> None:
        """Promise a reply, in the first person (C14)."""
        self.promised_until = due_at
        self.make("promise", by=self.desk, words=words or self.words_of("promise", due_at), due_at=due_at, consent=True)

    def report_progress(self, words: str = "") -> None:
        """Inform the owner of progress."""
        phrase = "progress_outside" if self.complaint.stage == Stage.OUTSIDE else "progress"
        words = words or self.texts.say(phrase)
        self.make("report_progress", by=self.caller, words=words, **self.told_how)
        self.informed_at = self.now

    @property
    def caller(self) -> Account:
        """A random account that calls owners of this estate."""
        return self.scene.holder(self.chance, Role.FOLLOW_UP)

    def words_of(self, phrase: str, due_at: datetime) -> str:
        """A phrase that contains a time, as people say it."""
        return self.texts.say(phrase, time=self.time_of(due_at))

    def time_of(self, at: datetime) -> str:
        """An instant as people say it at the present time."""
        return time_in_words(self.scene.local(at), self.scene.local(self.now).date(), self.language)

    def agreed_time(self, least: float, most: float) -> datetime:
        """A full half hour, after so many minutes of open time from now."""
        return rounded(self.scene.worked(self.now, self.chance.uniform(least, most)))

    def reply_time(self, least: float, most: float) -> datetime:
        """The same for a reply, which nobody may promise later than the policy says."""
        latest = self.now + timedelta(minutes=self.scene.policy.promise.longest_minutes)
        return min(self.agreed_time(least, most), rounded(latest) - timedelta(minutes=30))


def picture(body: bytes, name: str) -> File:  # type: ignore[type-arg]
    """A PNG as an uploaded file."""
    return SimpleUploadedFile(name, body, content_type="image/png")
