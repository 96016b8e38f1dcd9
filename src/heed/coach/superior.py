"""Phrases around the superior who is called: consent, calling, waiting, introduction, refusal (R34 to R36, R46, C8, C18)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

from collections.abc import Callable

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.coach.known import KnownFacts
from heed.coach.phrases import filled, hello, key_facts, promising, thanks, understood
from heed.process.guidance import SetPhrase
from heed.process.words import Channel, Role
from heed.process.words.base import N_

#: How staff speak of a superior in front of an owner (C18).
TITLES = {Role.DIRECTOR.value: N_("director"), Role.MANAGER.value: N_("manager"), Role.CENTRE.value: N_("supervisor")}
_WITHOUT_ROLE = N_("superior")


def title_of(role: str) -> str:
    """The title by the superior's role, in the active language."""
    return _(TITLES.get(role, _WITHOUT_ROLE))


def about_superior(known: KnownFacts) -> SafeString:
    """What is said to the owner once the superior was called: refused, there, or on the way (R34 to R36)."""
    if not known.superior_welcome:
        return respecting_no(known)
    return introduction(known) if known.superior_came else wait_please(known)


def is_settled(known: KnownFacts) -> bool:
    """Whether nobody is waited for: the owner refused the superior, or the superior is there (R36, C8)."""
    return not known.superior_welcome or known.superior_came


def taking_over(known: KnownFacts) -> SafeString:
    """The first words of a superior who took a call over: the owner need not tell it again (R46)."""
    what = key_facts(known)
    if not what:
        text = _(
            "%(owner)s, this is %(speaker)s, the %(title)s. My colleague has passed on what you said. Please go on."
        )
        return filled(text, owner=hello(known), title=title_of(known.speaker_role), speaker=known.speaker)
    text = _(
        "%(owner)s, this is %(speaker)s, the %(title)s. My colleague has passed on what you said: %(what)s. You need not tell it again. What matters most to you?"
    )
    return filled(text, owner=hello(known), title=title_of(known.speaker_role), speaker=known.speaker, what=what)


def calling(known: KnownFacts) -> str:
    """What the button does that calls the superior: to come, or to take the call (R35, R46, C18)."""
    text = _("Put through to the %(title)s") if _on_phone(known) else _("Call the %(title)s")
    return text % {"title": _title(known)}


def calling_any(known: KnownFacts) -> str:
    """The same, while it is not chosen yet which superior that is (C18)."""
    return _("Put through to a superior") if _on_phone(known) else _("Call a superior")


def consent(known: KnownFacts) -> SafeString:
    """The question before a superior is called (R34, C8)."""
    text = (
        _("I would like to put you through to our %(title)s and settle this together. Is that all right?")
        if _on_phone(known)
        else _("I would like to ask our %(title)s to come and settle this together with you. Is that all right?")
    )
    return filled(text, title=_title(known))


def summoning(known: KnownFacts) -> SafeString:
    """What is said to the superior in the owner's hearing (R35, R46)."""
    text = (
        _("%(title)s, an owner on the line agrees to speak with you. May I put the call through?")
        if _on_phone(known)
        else _("%(title)s, please come at once: an owner at the counter needs your help.")
    )
    return filled(text, title=capfirst(_title(known)))


def respecting_no(known: KnownFacts) -> SafeString:
    """What is said to an owner who does not want the superior; that the superior is informed is no secret (C8)."""
    text = _(
        "%(owner)s, as you wish. I stay with your matter myself, and I let our %(title)s know of it. Please go on: what matters most to you?"
    )
    return filled(text, owner=hello(known), title=_title(known))


def wait_please(known: KnownFacts) -> SafeString:
    """What is said to the owner once the superior was called (R36)."""
    text = (
        _("Please stay on the line: I am putting you through to our %(title)s, %(name)s.")
        if _on_phone(known)
        else _("Please wait a moment: our %(title)s, %(name)s, is coming right away.")
    )
    return filled(text, title=_title(known), name=known.superior)


def introduction(known: KnownFacts) -> SafeString:
    """Introducing the superior on arrival, or on the line (R36, R46)."""
    text = (
        _(
            "%(owner)s, our %(title)s, %(name)s, is on the line now. I have passed on what you told me; %(name)s will talk it over with you."
        )
        if _on_phone(known)
        else _(
            "%(owner)s, this is our %(title)s, %(name)s. I have passed on what you told me; %(name)s will talk it over with you and settle it."
        )
    )
    return filled(text, owner=hello(known), title=_title(known), name=known.superior)


def _title(known: KnownFacts) -> str:
    return title_of(known.superior_role)


def _on_phone(known: KnownFacts) -> bool:
    return known.channel == Channel.PHONE


#: The phrases that the guidance of a move names.
SET_PHRASES: dict[SetPhrase, Callable[[KnownFacts], SafeString]] = {
    SetPhrase.UNDERSTOOD: understood,
    SetPhrase.THANKS: thanks,
    SetPhrase.PROMISING: promising,
    SetPhrase.CONSENT: consent,
}
