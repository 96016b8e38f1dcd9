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
    if phrases.key_facts(known):
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
    (N_("Acknowledge the feeling"), N_("Do not deny the anger: that makes it worse. Show that you want to solve "
                                       "it, and ask the owner to help."), _feeling),
    (N_("Listen actively"), N_("An angry person needs to let it out and be heard. Do not interrupt, and never say “yes, but”."), _listening),
    (N_("Let them know you understand"), N_("Follow the story and repeat it from your notes: then the owner "
                                            "knows that you are listening."), _understanding),
    (N_("Find the cause"), N_("Ask, listen, repeat it back. Often it is a misunderstanding that only needs to be "
                              "cleared up."), _cause),
    (N_("Be clear about the demand"), N_("The owner wants a solution, not just handling. Repair or replace? You "
                                         "have to ask."), _demand),
    (N_("Find the way from what they want"), N_("If the company can accept the demand, accept it at once and "
                                                "gladly."), _way),
    (N_("Ask them for a solution"), N_("If it cannot be accepted, ask the owner for ideas: people agree most "
                                         "easily to their own idea."), _own_way),
    (N_("Stay positive"), N_("Even when voices rise or words become ugly: count to ten, breathe. The anger is at "
                             "the company, not at you."), _calm),
    (N_("Add no frustration"), N_("Never keep an owner waiting while you deal with others or with something else."), _no_frustration),
    (N_("Follow it up"), N_("Pass it on, follow it up, report progress, agree, and keep the promise: only then "
                            "is it closed."), _follow),
)  # fmt: skip

TIPS = (
    (N_("Receive warmly"), N_("A smile, a kind word, a cup of hot water, “please sit down”; have pen and "
                              "notebook ready.")),
    (N_("No buck-passing"), N_("Keep your own temper out of it: you represent the whole company.")),
    (N_("Full attention"), N_("Listen to the end, write it down, and find the real problem behind the words.")),
    (N_("Put yourself in their place"), N_("See it as the owner does, and remove what stands in the way of talking.")),
    (N_("Admit mistakes"), N_("A mistake in the work or poor communication: “I represent the company and will handle "
                        "this seriously.”")),
    (N_("Be quick"), N_("A quick answer shows competence; a slow one makes the complaint worse.")),
    (N_("Light talk"), N_("A friendly word about something else first eases the tension.")),
    (N_("A follow-up call"), N_("When the work is done, call and ask whether the owner is satisfied.")),
    (N_("Reflection"), N_("Reflect afterwards: what did the owner need, what can we do better?")),
    (N_("Know the rules"), N_("Know the law and the company's rules: convince with reason, act by the rules.")),
)  # fmt: skip


def cards(known: KnownFacts) -> list[Card]:
    """The ten cards, filled from what is known (R127 to R136)."""
    return [
        Card(number, _(title), _(why), say(known), f"R{126 + number}")
        for number, (title, why, say) in enumerate(_CARDS, 1)
    ]


#: What the first tip says besides, where the policy follows it; the card "acknowledge the feeling" says never to (C17).
_ASK_FOR_CALM = N_("Say “we understand how you feel”, and ask the owner to be calm.")


def tips(known: KnownFacts) -> list[tuple[str, str]]:
    """The ten tips as a self-check (R137 to R146)."""
    shown = [(_(title), _(text)) for title, text in TIPS]
    if known.calm_may_be_asked:
        title, text = shown[0]
        shown[0] = (title, f"{text} {_(_ASK_FOR_CALM)}")
    return shown
