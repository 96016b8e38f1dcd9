"""Phrases around a colleague who is asked to take a call or to the counter: consent, asking, waiting (R46)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach.known import KnownFacts
from heed.coach.phrases import filled, hello, key_facts
from heed.process.words import Channel


def passing_on(known: KnownFacts) -> str:
    """What the button does: a call is passed on, to a visitor a colleague comes."""
    return _("Pass to a colleague") if _on_phone(known) else _("Ask a colleague over")


def consent(known: KnownFacts) -> SafeString:
    """The question before a colleague is asked."""
    text = (
        _("A colleague of mine knows this best. May I put you through? I stay on the line until my colleague answers.")
        if _on_phone(known)
        else _("A colleague of mine knows this best. May I ask my colleague to join us here?")
    )
    return filled(text)


def asking(known: KnownFacts) -> SafeString:
    """What is said to the colleague in the owner's hearing."""
    text = (
        _("An owner on the line agrees to speak with you. The matter is on your page. May I put the call through?")
        if _on_phone(known)
        else _("An owner at the counter would like to speak with you. The matter is on your page. Can you come?")
    )
    return filled(text)


def about(known: KnownFacts) -> SafeString:
    """What is said to the owner once the colleague was asked: on the way, there, or not free."""
    if known.colleague_declined:
        text = _(
            "%(owner)s, I am sorry: %(name)s is not free just now. I stay with your matter myself. Please go on: what matters most to you?"
        )
    elif known.colleague_came:
        text = (
            _("%(owner)s, my colleague %(name)s is on the line now. I have passed on what you told me.")
            if _on_phone(known)
            else _("%(owner)s, this is my colleague %(name)s. I have passed on what you told me.")
        )
    elif _on_phone(known):
        text = _("Please stay on the line: I am asking my colleague %(name)s. I am here until %(name)s answers.")
    else:
        text = _("Please wait a moment: I am asking my colleague %(name)s to come. I stay here with you.")
    return filled(text, owner=hello(known), name=known.colleague)


def is_settled(known: KnownFacts) -> bool:
    """Whether nobody is waited for."""
    return known.colleague_came or known.colleague_declined


def taking_over(known: KnownFacts) -> SafeString:
    """The first words of a colleague who took a call over: the owner need not tell it again."""
    what = key_facts(known)
    if not what:
        text = _("%(owner)s, this is %(speaker)s. My colleague has passed on what you said. Please go on.")
        return filled(text, owner=hello(known), speaker=known.speaker)
    text = _(
        "%(owner)s, this is %(speaker)s. My colleague has passed on what you said: %(what)s. You need not tell it again. What matters most to you?"
    )
    return filled(text, owner=hello(known), speaker=known.speaker, what=what)


def _on_phone(known: KnownFacts) -> bool:
    return known.channel == Channel.PHONE
