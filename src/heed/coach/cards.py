"""The ten principles with an emotional owner and the ten tips for a reception (R127 to R146)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach import phrases
from heed.coach.known import KnownFacts
from heed.coach.phrases import filled
from heed.process.words.base import N_


@dataclass(frozen=True, slots=True)
class Card:
    """One principle: its name, why and how, and what may be said now."""

    number: int
    title: str
    why: str
    say: SafeString
    rule: str


Saying = Callable[[KnownFacts], SafeString]


def _feeling(known: KnownFacts) -> SafeString:
    text = _("%(owner)s, I can understand how you feel, and I want to solve this too. Can you tell me what happened?")
    return filled(text, owner=phrases.hello(known))


def _listening(known: KnownFacts) -> SafeString:
    return filled(_("Please take your time and tell me everything. I am listening, and I am writing it down."))


def _understanding(known: KnownFacts) -> SafeString:
    if known.content:
        return phrases.understood(known)
    return filled(_("Let me make sure I have it right … I would like to write that down."))


def _cause(known: KnownFacts) -> SafeString:
    if known.about or known.where:
        text = _("About %(thing)s: perhaps I have not put it clearly. May I explain?")
        return filled(text, thing=known.about or known.where)
    return filled(_("Perhaps I have not put it clearly. May I explain?"))


def _demand(known: KnownFacts) -> SafeString:
    if known.wants:
        return filled(_("What you would like is this: %(wants)s. Have I understood you?"), wants=known.wants)
    return filled(_("What can we do for you? Would you like it repaired, or a new one?"))


def _way(known: KnownFacts) -> SafeString:
    if known.wants:
        return filled(_("Gladly: %(wants)s. I will see to it at once."), wants=known.wants)
    return filled(_("Gladly, that can be done. I will see to it at once."))


def _own_way(known: KnownFacts) -> SafeString:
    if known.wants:
        text = _("If %(wants)s cannot be done in full: what would you suggest? I will take your idea along.")
        return filled(text, wants=known.wants)
    return filled(_("What would you suggest? I will take your idea along."))


def _calm(known: KnownFacts) -> SafeString:
    return filled(_("I would very much like to help you. To do so I need a little more from you: what happened next?"))


def _no_frustration(known: KnownFacts) -> SafeString:
    return filled(_("I am only here for you now. Everything else can wait."))


def _follow(known: KnownFacts) -> SafeString:
    if known.promised_at is not None:
        return phrases.kept_in_view(known)
    if known.number:
        text = _("Your matter is on record as %(number)s. I stay with it until you say that it is solved.")
        return filled(text, number=known.number)
    return filled(_("I stay with it until you say that it is solved."))


_CARDS: tuple[tuple[str, str, Saying], ...] = (
    (N_("Acknowledge the feeling"), N_("Do not deny the anger: that makes it worse. Show that you want to solve it, and ask for help in doing so."), _feeling),
    (N_("Listen actively"), N_("An angry person needs to let it out and be heard. Do not interrupt, and never say “yes, but”."), _listening),
    (N_("Let them know you understand"), N_("Follow the story and say it back from your notes: then the owner knows that you listen."), _understanding),
    (N_("Find the cause"), N_("Ask, listen, say it back. Often it is a misunderstanding that only needs to be cleared up."), _cause),
    (N_("Be clear about the demand"), N_("The owner wants it solved, not dealt with. Repaired or replaced? You have to ask."), _demand),
    (N_("Look for the way from their wish"), N_("If the company can accept the wish, accept it at once and gladly."), _way),
    (N_("Draw a solution from them"), N_("If it cannot be accepted, ask the owner for ideas: what comes from the owner is agreed on most easily."), _own_way),
    (N_("Stay positive"), N_("Even when voices rise or words turn ugly: count to ten, breathe. The anger is with the company, not with you."), _calm),
    (N_("Add no frustration"), N_("Never let an owner wait while you see to others or to something else."), _no_frustration),
    (N_("Follow it up"), N_("Pass it on, stay with it, tell how it goes, agree, and keep what was promised: only then is it closed."), _follow),
)  # fmt: skip

TIPS = (
    (N_("Receive warmly"), N_("A smile, a kind word, a cup of hot water, “please sit down”; pen and notebook at once.")),
    (N_("No buck-passing"), N_("Keep your own temper out of it; you stand for the whole company.")),
    (N_("Full attention"), N_("Hear it out, write it down, and find the true crux behind the words.")),
    (N_("In their place"), N_("See it as the owner does, and clear away what hinders the talk.")),
    (N_("Admit it"), N_("An error in the work or too little talk: “I represent the company and will handle this seriously.”")),
    (N_("Be quick"), N_("A quick answer shows that you can do it; a slow one deepens the complaint.")),
    (N_("Light talk"), N_("A friendly word about something else eases the tension before the matter itself.")),
    (N_("A call afterwards"), N_("When it is done, call and ask whether the owner is satisfied.")),
    (N_("Reflection"), N_("Think it over afterwards: what did the owner need, what can we do better?")),
    (N_("Know the rules"), N_("Know the law and the company's rules: convince with reason, act by the rules.")),
)  # fmt: skip


def cards(known: KnownFacts) -> list[Card]:
    """The ten cards, filled from what is known (R127 to R136)."""
    return [
        Card(number, _(title), _(why), say(known), f"R{126 + number}")
        for number, (title, why, say) in enumerate(_CARDS, 1)
    ]


def tips() -> list[tuple[str, str]]:
    """The ten tips as a self-check (R137 to R146)."""
    return [(_(title), _(text)) for title, text in TIPS]
