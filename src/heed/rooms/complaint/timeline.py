"""The timeline of a complaint: each entry with who did what, whose words, which facts, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.process.disclosure import is_entered_for_owner
from heed.process.facts import (
    BODY_DUE_AT,
    BODY_RESOLVED,
    BODY_RESPONSE,
    BODY_SATISFIED,
    COMPENSATION,
    CONTACT,
    EMOTION,
    HARMED,
    NAME,
    ORDER,
    OWN_PROPOSAL,
    PROMISE_WORDS,
    REMIT,
    RESPONSIBILITY,
    SIGN_BY_AT,
    UNIT,
    VALIDITY,
    WOULD_NOT_SAY,
    WRONG,
    Fact,
    Kind,
    Voice,
)
from heed.process.move import Move, Tone
from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.settling import CALLED_NUMBER, CONFIRMED_BY, SATISFACTION
from heed.process.words import ActorKind, Emotion, Line, Remit
from heed.queries.actor import BY_LINK
from heed.records.models import Complaint, Entry, EntryContent
from heed.rooms.complaint import outcomes
from heed.rooms.complaint.own_sentences import in_readers_language
from heed.rooms.complaint.timeline_entry import Mark, Quote, TimelineEntry
from heed.ui import humanize, masking, names

#: Shown in the header or by the order itself.
ELSEWHERE = (UNIT.name, ORDER.name)
#: Choices that go without saying.
USUAL = ((EMOTION.name, Emotion.CALM), (REMIT.name, Remit.OURS))
#: Choices that are not clear without their label.
LABELLED = tuple(
    fact.name
    for fact in (VALIDITY, SATISFACTION, CONFIRMED_BY, RESPONSIBILITY, WRONG, HARMED, COMPENSATION, SIGN_BY_AT,
                 BODY_DUE_AT, BODY_RESPONSE, BODY_RESOLVED, BODY_SATISFIED)
)  # fmt: skip
LINES = tuple(line.value for line in Line)
SHORT = (
    Kind.CHOICE, Kind.CATEGORY, Kind.LEVEL, Kind.PAUSE, Kind.ACCOUNT, Kind.DEPARTMENT, Kind.COMPLAINT, Kind.INSTANT,
    Kind.MONEY,
)  # fmt: skip
TONES = {Line.OWNER_CENTRE: "good", Line.CENTRE_DEPARTMENT: "warn", Line.DEPARTMENT_OWNER: "info"}


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """The entries of one day of the person's time zone."""

    on: date
    entries: list[TimelineEntry]


class TimelineBuilder:
    """Makes the timeline of one complaint for one reader; `seen` is the number of the last entry that was read before.

    `whole`: the reader may read names in full.
    """

    def __init__(self, complaint: Complaint, policy: Policy, *, whole: bool, seen: int | None = None) -> None:
        self.complaint, self.policy, self.whole, self.seen = complaint, policy, whole, seen
        self.outcomes = outcomes.Outcomes(complaint, policy)

    def entries(self, entries: Iterable[Entry]) -> list[TimelineEntry]:
        """Every entry in its order; the first of a new round says so."""
        found, of_round = [], 1
        for entry in entries:
            one = self.entry(entry)
            one.new_round = entry.round if entry.round > of_round else 0
            of_round = entry.round
            found.append(one)
        return found

    def entry(self, entry: Entry) -> TimelineEntry:
        """One entry."""
        move, line = MOVES.get(entry.move), Line(entry.line)
        one = TimelineEntry(
            entry=entry,
            who=entry.account.name if entry.account else _(ActorKind(entry.actor).label),
            what=_done(entry, move),
            line=line,
            tone="hot" if move and move.tone is Tone.GRAVE else TONES.get(line, ""),
            is_new=self.seen is not None and entry.seq > self.seen,
        )
        facts = _facts_of(entry)
        one.erased = facts is None
        if move is not None:
            self._add_facts(one, move, facts or {})
        self.outcomes.add(one)
        if is_entered_for_owner(entry.move, facts or {}, entry.actor):
            one.marks.append(Mark(_("entered for the owner")))
        if facts and facts.get(BY_LINK):
            one.marks.append(Mark(_("by link")))
        if facts and facts.get("arrived_at"):
            one.details.append((_("Recorded offline"), _late(facts)))
        for attachment in entry.attachments.all():
            one.add_file(attachment)
        return one

    def _add_facts(self, one: TimelineEntry, move: Move, facts: Mapping[str, Any]) -> None:
        left_out = {*ELSEWHERE, *(fact.name for fact in move.not_in_timeline)}
        for fact in move.asks:
            value = facts.get(fact.name)
            if value not in (None, "", False) and (fact.name, value) not in USUAL and fact.name not in left_out:
                self._add_fact(one, fact, value)

    def _add_fact(self, one: TimelineEntry, fact: Fact, value: Any) -> None:
        """Put a fact where it belongs: a quotation, a mark, the line itself, or a detail below it."""
        if fact.voice is not Voice.RECORD:
            self._add_words(one, fact, str(value))
        elif fact.kind is Kind.RATING:
            one.marks.append(Mark(f"{_(fact.label)} {_stars(value)}"))
        elif fact.kind in (Kind.YES, Kind.FLAG):
            one.brief.append(_(fact.label))
        elif fact.kind in SHORT:
            self._add_short(one, fact, value)
        else:
            one.details.append((_(fact.label), self._masked(fact, in_readers_language(str(value)))))

    def _add_short(self, one: TimelineEntry, fact: Fact, value: Any) -> None:
        if fact.kind is Kind.ACCOUNT and value["id"] == one.entry.account_id:
            return  # the actor took it on
        text = self._in_words(fact, value)
        one.brief.append(f"{_(fact.label)}{_(': ')}{text}" if fact.name in LABELLED else text)

    def _add_words(self, one: TimelineEntry, fact: Fact, words: str) -> None:
        if fact.voice is Voice.NOTE:
            one.notes.append(in_readers_language(words))
        elif fact.voice is Voice.OWNER:
            one.quotes.append(Quote(words, "info", _(fact.label) if fact.name == OWN_PROPOSAL.name else ""))
        else:
            tone = "info" if one.entry.actor == ActorKind.OWNER else ""
            marks = tuple(self.outcomes.of_words(one.entry)) if fact.name == PROMISE_WORDS.name else ()
            one.quotes.append(Quote(words, tone, marks=marks))

    def _masked(self, fact: Fact, text: str) -> str:
        if fact.name in (CONTACT.name, CALLED_NUMBER.name):
            return masking.masked(text)
        return masking.masked(text, "name") if fact.name == NAME.name and not self.whole else text

    def _in_words(self, fact: Fact, value: Any) -> str:
        """A short value in the reader's language."""
        if fact.kind is Kind.CHOICE:
            return _choice(fact, str(value))
        if fact.kind is Kind.INSTANT:
            return capfirst(humanize.instant(datetime.fromisoformat(value)))
        if fact.kind is Kind.MONEY:
            return humanize.money(Decimal(value), self.complaint.project.currency)
        if fact.kind is Kind.DEPARTMENT:
            return names.department_called(str(value["name"]), self.policy)
        named = {Kind.LEVEL: names.level_name, Kind.CATEGORY: names.category_name, Kind.PAUSE: names.pause_name}
        if fact.kind in named:
            return named[fact.kind](self.policy, str(value))
        return str(value["name"] if isinstance(value, dict) else value)


def _done(entry: Entry, move: Move | None) -> str:
    """What was done, in words; the name of the move where the table has it no more."""
    if move is None:
        return entry.move
    return _(move.done_by_owner if move.done_by_owner and entry.actor == ActorKind.OWNER else move.done)


def _facts_of(entry: Entry) -> Mapping[str, Any] | None:
    """The facts of an entry; None where they were erased or are missing."""
    try:
        content = entry.content
    except EntryContent.DoesNotExist:
        return None
    return None if content.is_erased else content.facts


def _choice(fact: Fact, code: str) -> str:
    assert fact.choices is not None
    return _(fact.choices(code).label) if code in {word.value for word in fact.choices} else code


def by_day(entries: Iterable[TimelineEntry]) -> list[TimelineDay]:
    """Entries grouped by the day of the person's time zone."""
    days: list[TimelineDay] = []
    for one in entries:
        on = timezone.localtime(one.entry.at).date()
        if not days or days[-1].on != on:
            days.append(TimelineDay(on, []))
        days[-1].entries.append(one)
    return days


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """A chip that shows one line of the timeline alone; the empty code shows all."""

    code: str
    label: str
    count: int
    tone: str
    on: bool


def filters(entries: list[TimelineEntry], chosen: str) -> list[TimelineFilter]:
    """The chips: all, and each line that has entries; none where there is only one line."""
    lines = [(line, [one for one in entries if one.line is line]) for line in Line]
    named = [(line, len(rows)) for line, rows in lines if rows]
    shown = [TimelineFilter(line.value, _(line.label), n, TONES.get(line, ""), line == chosen) for line, n in named]
    everything = TimelineFilter("", _("All"), len(entries), "", chosen not in [chip.code for chip in shown])
    return [everything, *shown] if len(shown) > 1 else []


def _late(facts: Mapping[str, Any]) -> str:
    """When it was said to be made, and when it arrived here."""
    claimed_at, arrived_at = (
        humanize.instant(datetime.fromisoformat(facts[at])) for at in ("claimed_at", "arrived_at")
    )
    return _("made %(made)s, arrived %(arrived)s") % {"made": claimed_at, "arrived": arrived_at}


def _stars(mark: int | str) -> str:
    if mark == WOULD_NOT_SAY:
        return _("(would not say)")
    return "★" * int(mark) + "☆" * (5 - int(mark))
