"""What the coach shows at this moment (R26 to R47, R81 to R86)."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import colleague, phrases, superior
from heed.coach.cards import Card, cards, tips
from heed.coach.known import KnownFacts
from heed.coach.ticks import Tick, ticks
from heed.process.words import Channel
from heed.process.words.base import N_

#: Distance and manner, by channel and mood (R27 to R31, R42 to R45).
_CUES: dict[tuple[str, bool], tuple[str, ...]] = {
    (Channel.VISIT, False): (
        N_("Stand about one metre away"),
        N_("Look at the owner, be sincere and patient"),
        N_("Listen to the end, do not interrupt"),
        N_("Then ask, and explain the facts"),
    ),
    (Channel.VISIT, True): (
        N_("Keep 1.5 metres away, speak slowly, do not interrupt"),
        N_("Do not say “yes, but …”"),
        N_("First a cup of hot water, and a seat"),
        N_("No anger in your face: wait until they are calmer"),
        N_("Do not leave to deal with something else"),
    ),
    (Channel.PHONE, False): (
        N_("Smile: it is heard on the telephone"),
        N_("A gentle voice, standard speech"),
        N_("Listen to the end, do not interrupt"),
        N_("Explain the facts, ask for understanding"),
    ),
    (Channel.PHONE, True): (
        N_("Never argue, never raise your voice"),
        N_("Do not say “yes, but …”"),
        N_("Let them finish, then repeat it back"),
        N_("Do not take on their mood: breathe, stay gentle"),
        N_("No progress? With consent, transfer to the %(title)s"),
    ),
}
_ON_PAPER = (
    N_("Scan or photograph every page"),
    N_("Record their exact words, without judging"),
    N_("Note who sent it and how to reply"),
    N_("Tell the sender today that it has arrived"),
)


@dataclass(frozen=True)
class Coach:
    """The coach for what is known so far; templates read its properties."""

    known: KnownFacts

    @cached_property
    def say(self) -> list[SafeString]:
        """The one or two phrases for this moment, the first the most fitting."""
        return self._after() if self.known.number else self._before()

    def _before(self) -> list[SafeString]:
        known = self.known
        if known.taken_over:
            return [superior.taking_over(known) if known.speaker_role else colleague.taking_over(known)]
        if known.colleague:
            return [colleague.about(known)]
        if known.superior:
            return [superior.about_superior(known)]
        if not known.content.strip():
            greeting = phrases.greeting(known)
            return [said for said in (phrases.calming(known) if known.agitated else None, greeting) if said]
        question = next(phrases.questions(known), None)
        return [phrases.understood(known), *([question] if question else [])]

    def _after(self) -> list[SafeString]:
        known = self.known
        if known.closed:
            return [phrases.farewell(known)]
        if known.promised_at is not None:
            return [phrases.kept_in_view(known), phrases.thanks(known)]
        if known.colleague and not (known.verified and colleague.is_settled(known)):
            return [colleague.about(known)]
        if known.superior and not (known.verified and superior.is_settled(known)):
            return [superior.about_superior(known)]
        if known.verified:
            return [phrases.thanks(known), phrases.confirming(known) if known.settling else phrases.promising(known)]
        return [phrases.understood(known)]

    @cached_property
    def cues(self) -> list[str]:
        """Distance and manner now (R27 to R31, R42 to R45)."""
        title = {"title": superior.title_of(self.known.superior_role)}
        return [_(cue) % title for cue in _CUES.get((self.known.channel, self.known.agitated), _ON_PAPER)]

    @property
    def is_talk(self) -> bool:
        """Whether the owner is there to talk to: a visitor or a caller."""
        return self.known.channel in (Channel.VISIT, Channel.PHONE)

    @cached_property
    def calling(self) -> dict[str, str]:
        """What the button does that calls a superior, by the role of who is called first (C18)."""
        return {known.superior_role: superior.calling(known) for known in self._by_superior}

    @property
    def calling_any(self) -> str:
        return superior.calling_any(self.known)

    @cached_property
    def consent(self) -> dict[str, SafeString]:
        """The question before a superior is called, by the superior's role (C18)."""
        return {known.superior_role: superior.consent(known) for known in self._by_superior}

    @property
    def passing_on(self) -> str:
        return colleague.passing_on(self.known)

    @cached_property
    def colleague_consent(self) -> SafeString:
        return colleague.consent(self.known)

    @cached_property
    def colleague_asking(self) -> SafeString:
        return colleague.asking(self.known)

    @cached_property
    def summoning(self) -> dict[str, SafeString]:
        """What is said to the superior, by the superior's role (C18)."""
        return {known.superior_role: superior.summoning(known) for known in self._by_superior}

    @cached_property
    def _by_superior(self) -> list[KnownFacts]:
        return [replace(self.known, superior_role=role) for role in (*superior.TITLES, "")]

    @cached_property
    def cards(self) -> list[Card]:
        return cards(self.known)

    @cached_property
    def tips(self) -> list[tuple[str, str]]:
        return tips(self.known)

    @cached_property
    def ticks(self) -> list[Tick]:
        """The six ticks, lit by what really happened (R81 to R86)."""
        return ticks(self.known)
