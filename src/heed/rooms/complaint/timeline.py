"""The timeline as it is told: each entry with who did what, whose words, which facts, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.process.facts import Fact, Kind
from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.words import ActorKind, Line
from heed.records.models import Complaint, Entry, EntryContent
from heed.rooms.complaint import outcomes
from heed.rooms.complaint.timeline_entry import Mark, Saying, Told
from heed.ui import humanize, masking, names

#: Words of the owner; words that we said in the owner's hearing; moves whose words are a note among the staff.
OWNER_SAYS = ("content", "owner_words", "own_proposal", "confirmation")
WE_SAY = ("words", "apology")
NOTES = ("note", "attach", "approve")
#: Shown at the head or by the order itself.
ELSEWHERE = ("unit", "order", "version")
#: What goes without saying of a move, or stands at the side anyway.
PLAIN = {("emotion", "calm"), ("remit", "ours")}
BESIDE = {"verify": ("wants", "crux")}
#: Choices that do not speak for themselves.
LABELLED = (
    "responsibility", "wrong", "harmed", "money", "sign_by_at", "body_due_at", "body_response", "body_resolved",
    "body_satisfied",
)  # fmt: skip
LINES = tuple(line.value for line in Line)
SHORT = (Kind.CHOICE, Kind.CATEGORY, Kind.LEVEL, Kind.PAUSE, Kind.ACCOUNT, Kind.DEPARTMENT, Kind.INSTANT, Kind.MONEY)
TONES = {Line.OWNER_CENTRE: "good", Line.CENTRE_DEPARTMENT: "warn", Line.DEPARTMENT_OWNER: "info"}


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day of the person's time zone."""

    on: date
    entries: list[Told]


class Teller:
    """Tells the entries of one complaint to one reader; `seen` is the number of the last one that was read before."""

    def __init__(self, complaint: Complaint, policy: Policy, *, whole: bool, seen: int | None = None) -> None:
        self.complaint, self.policy, self.whole, self.seen = complaint, policy, whole, seen
        self.became = outcomes.Became(complaint, policy)

    def told(self, entries: Iterable[Entry]) -> list[Told]:
        """Every entry in its order; the first of a new round says so."""
        found, of_round = [], 1
        for entry in entries:
            one = self.tell(entry)
            one.new_round = entry.round if entry.round > of_round else 0
            of_round = entry.round
            found.append(one)
        return found

    def tell(self, entry: Entry) -> Told:
        """One entry."""
        move, line = MOVES.get(entry.move), Line(entry.line)
        one = Told(
            entry=entry,
            who=entry.account.name if entry.account else _(ActorKind(entry.actor).label),
            what=_done(entry),
            line=line,
            tone="hot" if move and move.tone == "grave" else TONES.get(line, ""),
            is_new=self.seen is not None and entry.seq > self.seen,
        )
        facts = _facts_of(entry)
        one.erased = facts is None
        for fact in move.facts if move else ():
            value = (facts or {}).get(fact.name)
            if _is_told(entry.move, fact.name, value):
                self._take(one, fact, value)
        self.became.add(one)
        if facts and facts.get("arrived_at"):
            one.details.append((_("Made without a network"), _late(facts)))
        for attachment in entry.attachments.all():
            one.add_file(attachment)
        return one

    def _take(self, one: Told, fact: Fact, value: Any) -> None:
        """Put a fact where it belongs: a quotation, a mark, the line itself, or a detail below it."""
        if fact.name in OWNER_SAYS:
            label = _(fact.label) if fact.name == "own_proposal" else ""
            one.sayings.append(Saying(str(value), "info", label))
        elif fact.name in WE_SAY:
            self._take_words(one, str(value))
        elif fact.kind is Kind.RATING:
            one.marks.append(Mark(f"{_(fact.label)} {'★' * int(value)}{'☆' * (5 - int(value))}"))
        elif fact.kind in (Kind.YES, Kind.FLAG):
            one.brief.append(_(fact.label))
        elif fact.kind is Kind.COMPLAINT:
            one.brief.append(str(value["name"]))
        elif fact.kind is Kind.ACCOUNT and value["id"] == one.entry.account_id:
            return  # the one who acts took it on
        elif fact.kind in SHORT:
            said = self._in_words(fact, value)
            one.brief.append(f"{_(fact.label)}{_(': ')}{said}" if fact.name in LABELLED else said)
        elif one.entry.move != "lodge":
            text = _our_words(str(value)) if one.entry.move == "escalate" else str(value)
            one.details.append((_(fact.label), self._masked(fact, text)))

    def _take_words(self, one: Told, words: str) -> None:
        if one.entry.move in NOTES:
            one.notes.append(words)
        else:
            owner = one.entry.actor == ActorKind.OWNER
            one.sayings.append(Saying(words, "info" if owner else "", marks=tuple(self.became.of_words(one.entry))))

    def _masked(self, fact: Fact, text: str) -> str:
        if fact.name == "contact":
            return masking.masked(text)
        return masking.masked(text, "name") if fact.name == "name" and not self.whole else text

    def _in_words(self, fact: Fact, value: Any) -> str:
        """A short value in the reader's language."""
        if fact.kind is Kind.CHOICE:
            return _choice(fact, str(value))
        if fact.kind is Kind.INSTANT:
            return capfirst(humanize.instant(datetime.fromisoformat(value)))
        if fact.kind is Kind.DEPARTMENT:
            return names.department_called(str(value["name"]), self.policy)
        named = {Kind.LEVEL: names.level_name, Kind.CATEGORY: names.category_name, Kind.PAUSE: names.pause_name}
        if fact.kind in named:
            return named[fact.kind](self.policy, str(value))
        return str(value["name"] if isinstance(value, dict) else value)


def _done(entry: Entry) -> str:
    """What was done, in words: what owners bring in by themselves they reported, and nobody took it in."""
    move = MOVES.get(entry.move)
    if entry.move == "lodge" and entry.actor == ActorKind.OWNER:
        return _("reported the matter")
    return _(move.done) if move else entry.move


def _our_words(text: str) -> str:
    """Reasons that were chosen from a list in the reader's language; whatever else was written as it was written."""
    return "\n".join(_(line) if line else "" for line in text.splitlines())


def _is_told(move: str, name: str, value: Any) -> bool:
    if value in (None, "", False) or name in ELSEWHERE or name in BESIDE.get(move, ()):
        return False
    return (name, str(value)) not in PLAIN


def _facts_of(entry: Entry) -> Mapping[str, Any] | None:
    """The facts of an entry; None where they were erased or are missing."""
    try:
        content = entry.content
    except EntryContent.DoesNotExist:
        return None
    return None if content.erased_at else content.facts


def _choice(fact: Fact, code: str) -> str:
    assert fact.choices is not None
    return _(fact.choices(code).label) if code in {word.value for word in fact.choices} else code


def by_day(told: Iterable[Told]) -> list[Day]:
    """Entries grouped by the day of the person's time zone."""
    days: list[Day] = []
    for one in told:
        on = timezone.localtime(one.entry.at).date()
        if not days or days[-1].on != on:
            days.append(Day(on, []))
        days[-1].entries.append(one)
    return days


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip that shows one line of the timeline alone; the empty code shows all."""

    code: str
    label: str
    count: int
    tone: str
    on: bool


def filters(told: list[Told], chosen: str) -> list[Filter]:
    """The chips: all, and each line that has entries; none where there is only one line."""
    lines = [(line, [one for one in told if one.line is line]) for line in Line]
    named = [(line, len(rows)) for line, rows in lines if rows]
    shown = [Filter(line.value, _(line.label), n, TONES.get(line, ""), line == chosen) for line, n in named]
    everything = Filter("", _("All"), len(told), "", chosen not in [chip.code for chip in shown])
    return [everything, *shown] if len(shown) > 1 else []


def _late(facts: Mapping[str, Any]) -> str:
    """When it was said to be made, and when it arrived here."""
    claimed_at, arrived_at = (
        humanize.instant(datetime.fromisoformat(facts[at])) for at in ("claimed_at", "arrived_at")
    )
    return _("made %(made)s, arrived %(arrived)s") % {"made": claimed_at, "arrived": arrived_at}
