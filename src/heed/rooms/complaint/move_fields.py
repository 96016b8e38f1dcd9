"""How the facts of a move are asked: which field how wide, with quick times and gentle advice beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.coach import Told, advice
from heed.coach.phrases import restatement
from heed.move_forms.form import MoveForm, say
from heed.process.facts import Fact, Kind
from heed.process.moves import MOVES
from heed.process.words import N_, Line, Party
from heed.process.workflow import Move, Refusal, is_open_to
from heed.rooms.complaint.candidates import Candidate, candidates, people
from heed.ui import humanize

#: A form of more facts is wide.
FEW = 5
WHOLE = (Kind.TEXT, Kind.FILES, Kind.SIGNATURE, Kind.YES, Kind.FLAG, Kind.CHOICE)
#: Words that the owner hears or reads, and so are looked over.
SPOKEN = ("words", "apology", "solution", "restated", "reason", "remedy", "result")
PROMISES = ("promise", "new_date")
TODAY_AT, TOMORROW_AT = time(18), time(10)


@dataclass(frozen=True, slots=True)
class QuickTime:
    """A button that fills in a time: its words, and the value of the field."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field as it is drawn."""

    bound: BoundField
    classes: str
    when: str = ""  # the other field that calls for it, and by which values
    when_values: str = ""
    times: tuple[QuickTime, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    candidates_hint: str = ""
    latest: str = ""
    advice_url: str = ""
    advice: tuple[str, ...] = ()


class _Unasked(Mapping[str, Any]):
    """Facts that nobody has given yet: a check that looks at one cannot speak."""

    class Asked(Exception):
        """Somebody looked."""

    def __getitem__(self, name: str) -> Any:
        raise self.Asked

    def __iter__(self) -> Iterator[str]:
        raise self.Asked

    def __len__(self) -> int:
        raise self.Asked


#: The move that clears a refusal, by the refusal's first parameter or its words.
_CURES = {
    "fact": "amend",
    "subject": "ask_approval",
    N_("A promise was not kept: apologise to the owner first, with the reason and a remedy."): "apologise",
    N_("Give its nature, category and level first."): "verify",
    N_("An order is still open: finish or cancel it first."): "cancel_order",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a move whatever is filled in, and the address of the move that clears it."""

    words: str
    url: str = ""
    does: str = ""


def obstacles(form: MoveForm) -> list[Obstacle]:
    """What would refuse the move with any facts: said before the form is filled in, not after."""
    found = []
    for check in form.move.checks:
        try:
            refusal = check(form.case, form.actor, _Unasked())
        except _Unasked.Asked:
            continue
        if refusal is not None:
            found.append(_obstacle(refusal, form))
    return found


def _obstacle(refusal: Refusal, form: MoveForm) -> Obstacle:
    """The sentence, with a way out where another move clears it."""
    cure = _CURES.get(next(iter(refusal.params), refusal.text))
    if cure in (None, form.move.name) or not is_open_to(MOVES[cure], form.case, form.actor):
        return Obstacle(say(refusal))
    return Obstacle(say(refusal), reverse("complaint:move", args=[form.complaint.number, cure]), _(MOVES[cure].label))


def rows(form: MoveForm) -> list[Row]:
    """The visible fields of a move, in the order of the page."""
    asked = {fact.name: fact for fact in form.move.facts}
    found = [_row(form, asked[bound.name], bound) for bound in form.visible_fields() if bound.name in asked]
    if found and not form.is_bound:
        found[0].bound.field.widget.attrs["autofocus"] = True
    return found


def _row(form: MoveForm, fact: Fact, bound: BoundField) -> Row:
    """One field; what is asked only where another answer calls for it is needed there, and says so."""
    if fact.when is None:
        return _drawn(form, fact, bound)
    bound.field.required = fact.required
    other, values = fact.when
    return replace(_drawn(form, fact, bound), when=form.add_prefix(other), when_values=" ".join(values))


def _drawn(form: MoveForm, fact: Fact, bound: BoundField) -> Row:
    half = fact.kind not in WHOLE or (fact.kind is Kind.CHOICE and bound.widget_type == "select")
    if fact.kind is Kind.RATING:
        return Row(bound, "field--third asked--rating")
    if fact.kind is Kind.INSTANT:
        longest = _latest(form) if form.move.name == "promise" else ""
        return Row(bound, "field--half", times=quick_times(timezone.now()), latest=longest)
    if fact.kind is Kind.COMPLAINT:
        hint = _("Likely the same matter; one press chooses it:")
        return Row(bound, "", candidates=candidates(form.complaint, form.case.now), candidates_hint=hint)
    if fact.kind is Kind.ACCOUNT and form.move.name == "order":
        hint = _("Whom to ask, the best first; one press chooses:")
        return Row(bound, "", candidates=people(form), candidates_hint=hint)
    if is_spoken(form.move, fact):
        url = reverse("complaint:advice", args=[form.complaint.number, form.move.name])
        said = advised(form.move, form.data, fact) if form.is_bound else []
        bound.field.widget.attrs |= _asks_advice(url, bound)
        return Row(bound, "", advice_url=url, advice=tuple(said))
    return Row(bound, "field--half" if half else "")


def _asks_advice(url: str, bound: BoundField) -> dict[str, str]:
    """The textarea asks for advice when the typing rests."""
    return {
        "hx-post": url,
        "hx-trigger": "input changed delay:600ms",
        "hx-target": f"#advice-{bound.name}",
        "hx-swap": "innerHTML",
        "hx-select": "unset",
        "hx-encoding": "unset",
        "hx-disabled-elt": "unset",
        "hx-params": bound.html_name,
        "aria-describedby": f"advice-{bound.name}",
    }


def is_spoken(move: Move, fact: Fact) -> bool:
    """Whether the owner hears or reads this fact (R63, R69)."""
    outward = move.line is not Line.CENTRE_DEPARTMENT and (move.owner_sees or Party.OWNER in move.tells)
    return fact.kind is Kind.TEXT and fact.name in SPOKEN and bool(outward) and move.who != (Party.OWNER,)


def advised(move: Move, typed: Mapping[str, Any], only: Fact | None = None) -> list[str]:
    """What could be said better in the words that the owner will hear, each advice once."""
    found: dict[str, None] = {}
    for fact in (only,) if only else move.facts:
        if is_spoken(move, fact):
            words = str(typed.get(fact.name) or "")
            found |= dict.fromkeys(advice(words, promise=move.name in PROMISES and fact.name == "words"))
    return list(found)


def quick_times(now: datetime) -> tuple[QuickTime, ...]:
    """In an hour, today at six, tomorrow at ten: those that still lie ahead."""
    here = timezone.localtime(now)
    today = datetime.combine(here.date(), TODAY_AT, here.tzinfo)
    tomorrow = datetime.combine(here.date() + timedelta(days=1), TOMORROW_AT, here.tzinfo)
    at = [(_("In 1 h"), here + timedelta(hours=1))]
    at += [(capfirst(humanize.instant(day, now)), day) for day in (today, tomorrow)]
    return tuple(QuickTime(label, f"{when:%Y-%m-%dT%H:%M}") for label, when in at if when > here)


def _latest(form: MoveForm) -> str:
    """Until when a reply may be promised without approval (R55)."""
    latest = form.case.now + timedelta(minutes=form.case.policy.promise.longest_minutes)
    return humanize.instant(latest)


def initial(move: Move, given: Mapping[str, str], told: Told) -> dict[str, str]:
    """What need not be typed: the key points from the record, and what the address says (/approve/?subject=propose)."""
    names = {fact.name for fact in move.facts}
    known = {"restated": restatement(told)} if "restated" in names else {}
    return known | {name: value for name, value in given.items() if name in names and len(value) < 200}
