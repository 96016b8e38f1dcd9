"""What a guard can say and do: polite, clear, and without promising what another decides (R81 to R87)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import phrases
from heed.coach.known import KnownFacts
from heed.coach.phrases import filled
from heed.process.words import Channel
from heed.process.words.base import N_
from heed.ui import humanize

#: One line for each of the five clarifications and the report, as the guard does them.
_STEPS = (
    (N_("Listen"), N_("Let them finish. Stay calm and polite, whatever the tone.")),
    (N_("Ask"), N_("What, when, where, and how it happened. Not clear? Ask them to repeat it.")),
    (N_("Record"), N_("Content, name, home, telephone and details, in their own words.")),
    (N_("Relay"), N_("It goes to the desk and the director as soon as you record it.")),
    (N_("Carry through"), N_("Promise nothing that another has to keep; say who will answer.")),
    (N_("Report"), N_("Danger, or somebody very angry: report upward at once.")),
)


@dataclass(frozen=True)
class GateCoach:
    """The coach of a guard; `director`: who gets the matter, `answer_at`: when an answer is due, once it is on record.

    `in_danger`: people may be in danger, and it is not on record that all are safe.
    """

    known: KnownFacts
    director: str = ""
    answer_at: datetime | None = None
    in_danger: bool = False

    @cached_property
    def greeting(self) -> SafeString | None:
        """The first words, on the telephone or at the gate."""
        if self.known.channel == Channel.PHONE:
            return phrases.greeting(self.known)
        return filled(
            _("Good day. I am %(speaker)s. Please tell me what happened; I am writing it down."),
            speaker=self.known.speaker,
        )

    @cached_property
    def calming(self) -> SafeString:
        """The words for somebody who is agitated (R32)."""
        return phrases.calming(self.known)

    @cached_property
    def repeat(self) -> SafeString:
        """Asking to repeat, sincerely and gently (R82, R87)."""
        return filled(
            _(
                "I am sorry, I did not quite catch that. Would you please say it once more, so that I write it down correctly?"
            )
        )

    @cached_property
    def explanation(self) -> SafeString:
        """How it is handled and what comes next, without a promise of the guard's own (R76, R87)."""
        if not self.known.number:
            text = _(
                "I write it down, and it goes to %(director)s at once. You get a number and an answer, and afterwards we ask you whether it is solved."
            )
            return filled(text, director=self.director)
        if self.in_danger:
            text = _(
                "I have recorded it under %(number)s, and all on duty have been called. Help comes first; everything else we talk about once everybody is safe."
            )
            return filled(text, number=self.known.number)
        if self.answer_at is None:
            text = _(
                "I have recorded it under %(number)s. It is with %(director)s now, and afterwards we ask you whether it is solved."
            )
            return filled(text, number=self.known.number, director=self.director)
        text = _(
            "I have recorded it under %(number)s. It is with %(director)s now; an answer is due by %(time)s. Afterwards we ask you whether it is solved."
        )
        time = humanize.instant(self.answer_at, self.known.now)
        return filled(text, number=self.known.number, director=self.director, time=time)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The five clarifications and the report, a line each."""
        return [(_(title), _(text)) for title, text in _STEPS]
