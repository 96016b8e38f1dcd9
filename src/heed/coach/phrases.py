"""Set phrases, filled with the case's own facts; each fact is marked (R32, R34 to R36, R42, R50, R64, R129, R131)."""

# ruff: noqa: E501  (texts stand in one line, as their translations do)

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.coach.known import KnownFacts, part_of_day
from heed.coach.matter import matter_said
from heed.process import facts
from heed.process.words import Channel
from heed.ui import humanize

LATE = 16  # from this hour on a result is offered for the next morning
AFTER_DANGER = timedelta(hours=2)  # so soon it is offered to people who were in danger


def filled(text: str, **known: object) -> SafeString:
    """The text (already translated) with its facts filled in and marked; the person addressed and titles are not."""
    plain = {
        name: value if name in ("owner", "day", "title") else format_html("<mark>{}</mark>", value)
        for name, value in known.items()
    }
    pieces = re.split(r"%\((\w+)\)s", text)
    shown = [plain.get(piece, "") if at % 2 else piece for at, piece in enumerate(pieces)]
    return format_html_join("", "{}", ((piece,) for piece in shown))


def hello(known: KnownFacts) -> str:
    """The owner by name and title, or politely without."""
    return known.owner or _("Sir or Madam")


def greeting(known: KnownFacts) -> SafeString | None:
    """The first words by channel and hour (R42), who called whom (R41); nothing for what comes on paper."""
    day = part_of_day(known.now)
    if known.channel == Channel.PHONE and known.missed_at is not None:
        text = _(
            "%(day)s, this is %(speaker)s of %(project)s customer service. You called us at %(time)s and nobody answered; I am sorry. What can I do for you?"
        )
        rang = humanize.instant(known.missed_at, known.now)
        return filled(text, day=day, speaker=known.speaker, project=known.project, time=rang)
    if known.channel == Channel.PHONE:
        text = _("%(day)s, this is %(project)s customer service, %(speaker)s speaking. How may I help you?")
        return filled(text, owner="", day=day, project=known.project, speaker=known.speaker)
    if known.channel == Channel.VISIT:
        return filled(
            _("%(day)s, please have a seat and a cup of hot water. Take your time: what can I do for you?"), day=day
        )
    return None


def calming(known: KnownFacts) -> SafeString:
    """For an owner who is agitated (R32)."""
    text = _("%(owner)s, hello. We understand how you feel. Please let us look at this calmly together and solve it.")
    return filled(text, owner=hello(known))


def understood(known: KnownFacts) -> SafeString:
    """The recorded facts said back to the owner, with the last repair where there was one (R50, R129)."""
    what = key_facts(known)
    if not what:
        return _listening_on(known)
    if known.last_at is not None:
        text = (
            _(
                "%(owner)s, I understand how you feel; I would be upset too. Let me make sure: %(last)s we repaired %(thing)s, and now %(what)s. Is that right? I am writing it down."
            )
            if known.agitated
            else _(
                "%(owner)s, let me make sure: %(last)s we repaired %(thing)s, and now %(what)s. Is that right? I am writing it down."
            )
        )
        thing = known.last_what or known.about or known.where
        return filled(text, owner=hello(known), last=_on(known.last_at, known.now), thing=thing, what=what)
    if known.safe and not known.verified:
        text = _(
            "%(owner)s, I am glad that everybody is safe now; that must have been frightening. Let me make sure: %(what)s. Is that right? I am writing it down."
        )
    elif known.agitated:
        text = _(
            "%(owner)s, I understand how you feel; I would be upset too. Let me make sure: %(what)s. Is that right? I am writing it down."
        )
    else:
        text = _("%(owner)s, let me make sure I have it right: %(what)s. Is that so? I am writing it down.")
    return filled(text, owner=hello(known), what=what)


def _listening_on(known: KnownFacts) -> SafeString:
    """The words while no fact is on record yet that could be said back."""
    text = (
        _("%(owner)s, I understand how you feel; I would be upset too. Please go on, I am writing it down.")
        if known.agitated
        else _("%(owner)s, please go on, I am writing it down.")
    )
    return filled(text, owner=hello(known))


def questions(known: KnownFacts) -> Iterator[SafeString]:
    """What to ask for what is still missing, one question each, in the order of a talk (R9, R82, R83, R131)."""
    owner = hello(known)
    if not known.happened:
        yield filled(_("When did it begin? Has it happened before?"), owner=owner)
    if not known.where:
        yield filled(_("Where exactly is it? Which building, which floor?"), owner=owner)
    if not known.wants:
        yield filled(_("%(owner)s, what can we do for you? Would you like it repaired or replaced?"), owner=owner)
    if not (known.contact or known.anonymous or known.unreachable):
        yield filled(_("On which number may I call you back?"), owner=owner)
    if not known.course:
        yield filled(_("Would you tell me from the beginning: what happened first, and then?"), owner=owner)


def thanks(known: KnownFacts) -> SafeString:
    """Thanks for the criticism (R64)."""
    return filled(_("%(owner)s, thank you for pointing this out to us. It is how we get better."), owner=hello(known))


def confirming(known: KnownFacts) -> SafeString:
    """Asking for the opinion of what was explained or solved on the spot (R54)."""
    text = (
        _("%(owner)s, is it settled for you this way? Then I write down your words.")
        if known.channel == Channel.PHONE
        else _("%(owner)s, is it settled for you this way? Then please write your opinion here and sign it.")
    )
    return filled(text, owner=hello(known))


def promising(known: KnownFacts) -> SafeString:
    """The promise in the first person (R69, C14); no call is promised to an owner whom nobody can call (R6)."""
    if known.out_of_reach:
        text = _(
            "I will have this looked into. If you want to know how it stands, call us and give the number %(number)s."
        )
        return filled(text, number=known.number)
    soon = known.now.replace(hour=18, minute=0, second=0, microsecond=0)
    if known.safe:  # who was in danger does not wait for the evening
        soon = known.now + AFTER_DANGER
    elif known.now.hour >= LATE:
        soon = soon.replace(hour=10) + timedelta(days=1)
    text = _("I will look into it myself and call you with the result before %(time)s. Is that all right for you?")
    return filled(text, time=humanize.instant(soon, known.now))


def kept_in_view(known: KnownFacts) -> SafeString:
    """After the promise: the number, the time, and that silence will not happen (R68, R72)."""
    assert known.promised_at is not None
    text = _("I will answer you before %(time)s. Your number is %(number)s. If anything changes I will tell you first.")
    return filled(text, time=humanize.instant(known.promised_at, known.now), number=known.number)


def farewell(known: KnownFacts) -> SafeString:
    """The last words; a call afterwards is promised only where one is planned (R98)."""
    by_phone = known.channel == Channel.PHONE
    if known.call_at is None:
        text = (
            _(
                "%(owner)s, thank you for calling us. If anything is not right after all, tell us your number %(number)s."
            )
            if by_phone
            else _(
                "%(owner)s, thank you for coming to us. If anything is not right after all, tell us your number %(number)s."
            )
        )
        return filled(text, owner=hello(known), number=known.number)
    text = (
        _("%(owner)s, thank you for calling us. I will call you by %(time)s and ask whether all is well.")
        if by_phone
        else _("%(owner)s, thank you for coming to us. I will call you by %(time)s and ask whether all is well.")
    )
    return filled(text, owner=hello(known), time=humanize.instant(known.call_at, known.now))


def asking_after(known: KnownFacts) -> SafeString:
    """The first words of a return visit or a call after closing: who calls, what about, the question (R89, R98)."""
    text = _(
        "%(day)s, %(owner)s. This is %(speaker)s of %(project)s customer service. You told us about this matter: "
        "%(what)s. The work is done. May I ask whether everything is in order now?"
    )
    if known.cannot_be_solved:
        text = _(
            "%(day)s, %(owner)s. This is %(speaker)s of %(project)s customer service. You told us about this matter: "
            "%(what)s. We told you why we cannot resolve it. May I ask whether anything is still unclear to you?"
        )
    elif known.closed:
        text = _(
            "%(day)s, %(owner)s. This is %(speaker)s of %(project)s customer service. You told us about this matter: "
            "%(what)s. I am calling to ask whether all is still well."
        )
    day, what = part_of_day(known.now), _(", ").join(_subject(known)) or known.number
    return filled(text, day=day, owner=hello(known), speaker=known.speaker, project=known.project, what=what)


def asking_marks(known: KnownFacts) -> SafeString:
    """Asking for the three marks (R91)."""
    return filled(
        _(
            "How were you received, how did we go about it, how did it turn out: what mark from 1 to 5 would you give each?"
        )
    )


def beginning_again(known: KnownFacts) -> SafeString:
    """For an owner who is not satisfied (R66, R92)."""
    text = _(
        "%(owner)s, I am sorry that it is not right yet. Please tell me what is still wrong. We start again at "
        "once, and you do not need to repeat what you told us."
    )
    return filled(text, owner=hello(known))


def key_facts(known: KnownFacts) -> str:
    """When, where, what the owner told and the wish, as far as they are recorded; no insult is said back (R50)."""
    told = _told(known)
    quoted = _("“%(words)s”") % {"words": told} if told else ""
    parts = (*(part for part in (known.happened, *_subject(known), known.hurt) if part.strip() not in told), quoted)
    what = _(", ").join(part for part in parts if part.strip())
    if not (what and known.wants.strip()):
        return what or known.wants.strip()
    return _("%(what)s; you would like this: %(wants)s") % {"what": what, "wants": known.wants.strip()}


def restatement(known: KnownFacts) -> str:
    """The matter and the recorded facts as plain text, a line each, to start the reading back from (R50)."""
    matter = known.matter if known.safe or known.abusive else ""
    told = _told(known)
    shown = ((facts.CATEGORY, matter), (facts.CONTENT, told), (facts.ABOUT, known.about), (facts.WHERE, known.where), (facts.HURT, known.hurt),
             (facts.HAPPENED, known.happened), (facts.WANTS, known.wants))  # fmt: skip
    lines = [(_(fact.label), value) for fact, value in shown]
    said = [f"{label}{_(': ')}{value.strip()}" for label, value in lines if value.strip()]
    if known.last_at is not None:
        before = _("Repaired before: %(when)s, %(what)s")
        said.insert(0, before % {"when": _on(known.last_at, known.now), "what": known.last_what})
    return "\n".join(said)


def _told(known: KnownFacts) -> str:
    """What is said back of the owner's own words: nothing where they are abusive; the recorded facts alone speak then.

    Words that insult are without number, so nothing but the person who heard them can tell (R134).
    """
    return "" if known.abusive else matter_said(known.content)


def _subject(known: KnownFacts) -> list[str]:
    """Where, what or whom, and the category, nothing twice; a category that is only suggested is no fact yet."""
    matter = known.matter if known.verified or known.safe else ""
    parts = list(dict.fromkeys(part.strip() for part in (known.where, known.about, matter) if part.strip()))
    return [part for part in parts if not any(part != other and part in other for other in parts)]


def _on(at: datetime, now: datetime) -> str:
    return humanize.day(at, now)
