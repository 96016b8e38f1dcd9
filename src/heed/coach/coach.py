"""What the coach shows at this moment (R26 to R47, R81 to R86)."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import phrases
from heed.coach.cards import Card, cards, tips
from heed.coach.known import Told
from heed.process.words import Channel
from heed.process.words.base import N_

#: Distance and manner, by channel and mood (R27 to R31, R42 to R45).
_CUES: dict[tuple[str, bool], tuple[str, ...]] = {
    (Channel.VISIT, False): (
        N_("Stand about one metre away"),
        N_("Look at the owner, sincere and patient"),
        N_("Hear it out, do not interrupt"),
        N_("Then ask, and explain how it really is"),
    ),
    (Channel.VISIT, True): (
        N_("Keep a metre and a half, speak slowly, do not interrupt"),
        N_("Do not say “yes, but …”"),
        N_("First a cup of hot water, and ask them to sit"),
        N_("No anger in your face: wait until it eases"),
        N_("Do not leave to see to something else"),
    ),
    (Channel.PHONE, False): (
        N_("Smile: it is heard on the telephone"),
        N_("A gentle voice, standard speech"),
        N_("Hear it out, do not interrupt"),
        N_("Explain how it really is, ask for understanding"),
    ),
    (Channel.PHONE, True): (
        N_("Never quarrel, never grow louder"),
        N_("Do not say “yes, but …”"),
        N_("Let them speak to the end, then say it back"),
        N_("Your mood is your own: breathe, go on gently"),
        N_("No way forward? With consent, transfer to the director"),
    ),
}
_ON_PAPER = (
    N_("Scan it or take a photograph, every page"),
    N_("Write their words as they stand, without judging"),
    N_("Note who sent it and how an answer reaches them"),
    N_("Tell the sender today that it has arrived"),
)
#: Five clarifications and one report (R81 to R86).
_TICKS = (
    ("listen", N_("Hear"), N_("What the owner says is written down")),
    ("ask", N_("Find out"), N_("What, when, where and how are known")),
    ("record", N_("Write down"), N_("Name, home, contact and the course of events are on record")),
    ("relay", N_("Pass on"), N_("Read back, confirmed and passed on")),
    ("carry", N_("Carry through"), N_("Promised or settled")),
    ("report", N_("Report up"), N_("The superior knows")),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One of the six, and whether what is recorded lights it."""

    code: str
    label: str
    meaning: str
    done: bool


@dataclass(frozen=True)
class Coach:
    """The coach for what is told so far; templates read its properties."""

    told: Told

    @cached_property
    def say(self) -> list[SafeString]:
        """The one or two phrases for this moment, the first the most fitting."""
        return self._after() if self.told.number else self._before()

    def _before(self) -> list[SafeString]:
        told = self.told
        if told.superior_came:
            return [phrases.introduction(told)]
        if told.superior:
            return [phrases.wait_please(told)]
        if not told.content.strip():
            greeting = phrases.greeting(told)
            return [said for said in (phrases.calming(told) if told.agitated else None, greeting) if said]
        question = next(phrases.questions(told), None)
        return [phrases.understood(told), *([question] if question else [])]

    def _after(self) -> list[SafeString]:
        told = self.told
        if told.closed:
            return [phrases.farewell(told)]
        if told.promised_at is not None:
            return [phrases.kept_in_view(told), phrases.thanks(told)]
        if told.superior_came:
            return [phrases.introduction(told)]
        if told.superior:
            return [phrases.wait_please(told)]
        if told.verified:
            return [phrases.thanks(told), phrases.promising(told)]
        return [phrases.understood(told)]

    @cached_property
    def cues(self) -> list[str]:
        """Distance and manner now (R27 to R31, R42 to R45)."""
        return [_(cue) for cue in _CUES.get((self.told.channel, self.told.agitated), _ON_PAPER)]

    @property
    def is_talk(self) -> bool:
        """Whether somebody is there to talk to: a visitor or a caller."""
        return self.told.channel in (Channel.VISIT, Channel.PHONE)

    @cached_property
    def consent(self) -> SafeString:
        return phrases.consent(self.told)

    @cached_property
    def summoning(self) -> SafeString:
        return phrases.summoning(self.told)

    @cached_property
    def cards(self) -> list[Card]:
        return cards(self.told)

    @cached_property
    def tips(self) -> list[tuple[str, str]]:
        return tips()

    @cached_property
    def ticks(self) -> list[Tick]:
        """The six ticks, lit by what is recorded (R81 to R86)."""
        lit = ticks_of(self.told)
        return [Tick(code, _(label), _(meaning), code in lit) for code, label, meaning in _TICKS]


def ticks_of(told: Told) -> frozenset[str]:
    """Which of the six are done."""
    stranger = told.anonymous or told.unreachable
    reachable = stranger or bool(told.name and told.contact)
    done = {
        "listen": len(told.content.strip()) >= 6,
        "ask": bool(told.content and told.happened and told.where and told.wants),
        "record": bool(told.content and reachable and told.course),
        "relay": told.verified,
        "carry": told.promised_at is not None or told.closed,
        "report": bool(told.superior or told.number),
    }
    return frozenset(code for code, lit in done.items() if lit)
