"""What the owner's page says, in the active language: the promise on top, what happened, what comes next (R56, R76)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.process.disclosure import SpokenWords
from heed.process.moves import MOVES
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.policy.parts import Text
from heed.process.words import Channel, ClockKind, Method, PromiseKind, Stage
from heed.process.words.base import N_
from heed.queries.complaints.at_place import ReportedHere
from heed.queries.complaints.owner_view import AwaitedStep, OwnerTimelineEntry, OwnerView
from heed.records.models import Project
from heed.ui import humanize
from heed.ui.names import in_words

RECEIVED: dict[str, str] = {
    Channel.WEB: N_("Told on this website, %(time)s"),
    Channel.PHONE: N_("Told by telephone, %(time)s"),
    Channel.VISIT: N_("Told in person, %(time)s"),
    Channel.LETTER: N_("Told by letter, %(time)s"),
    Channel.EMAIL: N_("Told by e-mail, %(time)s"),
    Channel.MESSAGE: N_("Told by message, %(time)s"),
}
#: What is promised for the time on the card; the second where the owner cannot be called (R6).
DUE: dict[PromiseKind | ClockKind, tuple[str, str]] = {
    PromiseKind.REPLY: (N_("An answer by %(time)s"),) * 2,
    PromiseKind.COMPLETION: (N_("Done by %(time)s"),) * 2,
    ClockKind.VERIFY: (N_("We get back to you by %(time)s"), N_("We look into it by %(time)s")),
    ClockKind.ANSWER: (N_("You hear from us by %(time)s"), N_("You find our answer here by %(time)s")),
    ClockKind.FINISH: (N_("Done by the end of %(day)s"),) * 2,
    ClockKind.REPORT_BACK: (N_("You know the result by %(time)s"), N_("You find the result here by %(time)s")),
    ClockKind.PROGRESS: (
        N_("We tell you how it stands by %(time)s"),
        N_("You find here how it stands by %(time)s"),
    ),
    ClockKind.VISIT: (N_("Only your yes closes it"),) * 2,
    ClockKind.SILENCE: (N_("Quiet until %(day)s? Then it closes"),) * 2,
    ClockKind.REVIEW: (N_("You know by %(time)s what the second look found"),) * 2,
    ClockKind.FRIENDLY_CALL: (N_("We call you by %(time)s and ask whether all is well"),) * 2,
}
MEANING: dict[PromiseKind | ClockKind, tuple[str, str]] = {
    ClockKind.VERIFY: (
        N_("We read back what you wrote, so that nothing is misunderstood."),
        N_("You left no telephone, so please look here for our answer."),
    ),
    ClockKind.VISIT: (
        N_("Please tell us below whether it is right now. Otherwise we ask you by %(time)s."),
        N_("Please tell us below whether it is right now."),
    ),
    ClockKind.REVIEW: (N_("Somebody who had no part in it looks at everything again."),) * 2,
    ClockKind.SILENCE: (N_("If it comes up again, one word from you is enough, and we go on."),) * 2,
}
#: The first is for owners who can be called, the second for those who cannot.
READ_BACK = (
    N_("We get in touch, read back what you wrote and make sure that we understood"),
    N_("We look into what you wrote"),
)
PROPOSE = (N_("We tell you the cause and propose a solution; you decide"),) * 2
ASK = (
    N_("When it is done we ask you; it counts only once you are satisfied"),
    N_("When it is done you find it here; tell us whether it is right"),
)
#: The return visit, where its time was agreed with the owner.
AGREED: dict[Method, str] = {
    Method.PHONE: N_("%(who)s will call you %(time)s"),
    Method.HOME: N_("%(who)s will come to you %(time)s"),
    Method.COUNTER: N_("%(who)s will see you at the counter %(time)s"),
}
NEXT: dict[Stage, tuple[tuple[str, str], ...]] = {
    Stage.RECEIVED: (READ_BACK, PROPOSE, ASK),
    Stage.VERIFIED: (PROPOSE, ASK),
    Stage.PROMISED: (PROPOSE, ASK),
    Stage.INVESTIGATING: (PROPOSE, ASK),
    Stage.PROPOSED: ((N_("As soon as you agree, we begin"),) * 2, ASK),
    Stage.HANDLING: (ASK,),
    Stage.HANDLED: ((N_("Once you say yes, it is closed"),) * 2,),
    Stage.WATCHING: ((N_("If it stays quiet, it is closed"),) * 2,),
    Stage.OUTSIDE: ((N_("We keep asking the other body and tell you what they say"),) * 2,),
}


#: Where a matter stands, for those who meet it at its place.
STANDS: dict[Stage, str] = {
    Stage.RECEIVED: N_("reported"),
    Stage.VERIFIED: N_("reported, we are on it"),
    Stage.PROMISED: N_("reported, we are on it"),
    Stage.INVESTIGATING: N_("we are looking for the cause"),
    Stage.PROPOSED: N_("a solution is proposed"),
    Stage.HANDLING: N_("being worked on"),
    Stage.OUTSIDE: N_("with another body; we follow it"),
}


@dataclass(frozen=True, slots=True)
class HereLine:
    """A matter that others reported at the place: its kind, where it stands, and how many told us."""

    pk: int
    kind: str
    stands: str
    people: int


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """The promise on top: who promises, what until when, in whose words, and how much time is left."""

    who: str
    what: str
    words: str
    meaning: str
    due_at: datetime | None
    left: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened, in the active language; `said` are the words that passed, under their labels."""

    entry: OwnerTimelineEntry
    text: str
    who: str
    said: tuple[SpokenWords, ...]
    is_report: bool  # the owner's first words


def here(one: ReportedHere, now: datetime) -> HereLine:
    """What is open at a place, in the active language."""
    stands = _(STANDS[one.stage])
    if one.due_at:
        stands = _("%(stands)s, expected by %(time)s") % {"stands": stands, "time": by_time(one.due_at, now)}
    return HereLine(one.pk, in_words(one.leaf.names), stands, one.others + 1)


def received(view: OwnerView) -> str:
    """How and when the complaint reached us."""
    words = RECEIVED.get(view.channel, N_("Received, %(time)s"))
    return _(words) % {"time": humanize.instant(view.received_at)}


def card(view: OwnerView, project: Project, now: datetime) -> PromiseCard | None:
    """The promise that stands above all else; None where nothing is owed, or the owner's answer is awaited."""
    awaited = view.awaited
    if awaited is None or (view.offer and not awaited.words):
        return None
    if view.compensation_owed and awaited.kind is ClockKind.VISIT:  # the yes is asked for once it is paid
        return None
    silent = view.anonymous or not view.reachable
    late = awaited.due_at <= now and awaited.kind not in (ClockKind.SILENCE, ClockKind.VISIT)
    times = _times(awaited, now)
    asked_later = awaited.kind is ClockKind.VISIT and (awaited.visit is not None or awaited.due_at <= now)
    meaning = MEANING.get(awaited.kind, ("", ""))[silent or asked_later]
    return PromiseCard(
        who=_promiser(awaited, project),
        what=_("This is late, and we are sorry") if late else _what(awaited, project, now, silent=silent),
        words=awaited.words,
        meaning=_late(project, times) if late else (_(meaning) % times if meaning else ""),
        due_at=None if awaited.kind in (ClockKind.VISIT, ClockKind.SILENCE) else awaited.due_at,
        left=humanize.countdown(awaited.due_at, now=now).text,
        is_late=late,
    )


def _what(awaited: AwaitedStep, project: Project, now: datetime, *, silent: bool) -> str:
    """What is promised: the return visit at the time agreed, while that lies ahead; else the words for its kind."""
    agreed = awaited.visit
    if agreed is None or agreed.at <= now:
        return _(DUE[awaited.kind][silent]) % _times(awaited, now)
    return _(AGREED[agreed.method]) % {
        "who": awaited.who or project.name,
        "time": humanize.instant(agreed.at, now),
    }


def _promiser(awaited: AwaitedStep, project: Project) -> str:
    if not awaited.who or awaited.visit:
        return _("%(who)s promises you") % {"who": project.name}
    who = awaited.who
    if awaited.role:
        who = _("%(name)s (%(role)s)") % {"name": who, "role": _(awaited.role)}
    return _("%(who)s promised you") % {"who": who}


def _times(awaited: AwaitedStep, now: datetime) -> dict[str, str]:
    """The due time in words: the clock alone for today, and the day that a day's end belongs to."""
    last = awaited.due_at - timedelta(seconds=1)
    return {"time": by_time(awaited.due_at, now), "day": humanize.day(last, now)}


def by_time(at: datetime, now: datetime) -> str:
    """ "18:00" for today, "tomorrow 09:30" for another day."""
    same = timezone.localtime(at).date() == timezone.localtime(now).date()
    return humanize.moment(at) if same else humanize.instant(at, now)


def on_day(at: datetime, now: datetime) -> str:
    """A day within a sentence."""
    return humanize.day(at, now)


def _late(project: Project, times: dict[str, str]) -> str:
    words = _("It was promised for %(time)s. We are working on it; you can also call us.")
    if project.hotline:
        words = _("It was promised for %(time)s. We are working on it; you can also call %(hotline)s.")
    return words % {**times, "hotline": project.hotline}


def lines(entries: Iterable[OwnerTimelineEntry]) -> list[HistoryLine]:
    """What happened, ready to read."""
    return [HistoryLine(one, _(one.text), _who(one), one.said, _is_report(one)) for one in entries]


def by_day(found: Iterable[HistoryLine]) -> list[tuple[date, list[HistoryLine]]]:
    """The lines under the local day on which they happened."""
    return [(day, list(some)) for day, some in groupby(found, lambda line: timezone.localtime(line.entry.at).date())]


def _who(one: OwnerTimelineEntry) -> str:
    """Who did it, and of which department; empty where staff wrote down what the owner decided, and said nothing."""
    if one.move in OWNER_QUESTIONS and all(said.by_owner for said in one.said):
        return ""
    department = in_words(one.department) if isinstance(one.department, Text) else one.department
    return " · ".join(filter(None, (one.who, department)))


def _is_report(one: OwnerTimelineEntry) -> bool:
    return not MOVES[one.move].at


def coming(view: OwnerView) -> list[str]:
    """What comes next, one sentence a step."""
    silent = view.anonymous or not view.reachable
    steps = (ASK,) if view.together else NEXT.get(view.stage, ())  # the solution is agreed with another owner (R10)
    return [_(step[silent]) for step in steps]


def promised_steps(view: OwnerView, now: datetime) -> list[tuple[str, str]]:
    """What happens next after a report, each with the time that the policy promises for it, where it does."""
    silent = view.anonymous or not view.reachable
    timed = (
        (READ_BACK[silent], ClockKind.VERIFY),
        (
            (N_("You get our answer"), N_("You find our answer on your page"))[silent],
            ClockKind.ANSWER,
        ),
        (N_("If it takes longer, your page shows every day how it stands"), None),
        (ASK[silent], None),
    )
    said = []
    for words, kind in timed:
        due_at = view.limits.get(kind) if kind else None
        time = _("by %(time)s at the latest") % {"time": by_time(due_at, now)} if due_at else ""
        said.append((_(words), time))
    return said
