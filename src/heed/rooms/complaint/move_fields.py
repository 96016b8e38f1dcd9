"""How the form of a move is laid out: which field how wide, with quick times and gentle advice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from heed.coach import KnownFacts, advice
from heed.coach.phrases import restatement
from heed.move_forms.form import MoveForm
from heed.process import compensation_guards, guards, workflow
from heed.process.case import Refusal
from heed.process.facts import RESTATED, SOLUTION, WORDS, Fact, Kind
from heed.process.move import Move
from heed.process.moves import MOVES
from heed.process.words import Stage
from heed.rooms.complaint.candidates import Candidate, candidates, own_proposals, people
from heed.ui import humanize
from heed.ui.refusals import sentence

#: A form of more facts is wide.
FEW = 5
WHOLE = (Kind.TEXT, Kind.FILES, Kind.SIGNATURE, Kind.YES, Kind.FLAG, Kind.CHOICE)
TODAY_AT, TOMORROW_AT = time(18), time(10)
#: Longer values are not taken over from the address of the form.
LONGEST_INITIAL = 200


@dataclass(frozen=True, slots=True)
class QuickTime:
    """A button that fills in a time: its words, and the value of the field."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as the template lays it out."""

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


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason against the move whatever is filled in; `url` and `label` of the move that removes it, or ""."""

    text: str
    url: str = ""
    label: str = ""


def obstacles(form: MoveForm) -> list[Obstacle]:
    """What would refuse the move with any facts, before the form is sent; after a refusal what would remove it."""
    if form.refused:
        return [found for found in (_obstacle(refusal, form) for refusal in form.refused) if found.url]
    return [_obstacle(refusal, form) for refusal in workflow.obstacles(form.move, form.case, form.actor)]


def _obstacle(refusal: Refusal, form: MoveForm) -> Obstacle:
    cure = MOVES.get(refusal.cure)
    if cure is None or cure is form.move or not workflow.is_open_to(cure, form.case, form.actor):
        return Obstacle(sentence(refusal))
    here, there = (reverse("complaint:move", args=[form.complaint.number, move.name]) for move in (form.move, cure))
    return Obstacle(sentence(refusal), f"{there}?{urlencode({'next': here})}", _(cure.label))


def rows(form: MoveForm) -> list[FieldRow]:
    """The visible fields of a move, in the order of its row."""
    form.mark_what_is_needed()
    asked = {fact.name: fact for fact in form.move.asks}
    found = [_row(form, asked[bound.name], bound) for bound in form.visible_fields() if bound.name in asked]
    if found and not form.is_bound:
        found[0].bound.field.widget.attrs["autofocus"] = True
    return found


def _row(form: MoveForm, fact: Fact, bound: BoundField) -> FieldRow:
    """One field; where another answer calls for it, it says which."""
    if fact.when is None:
        return _laid_out(form, fact, bound)
    other, values = fact.when
    return replace(_laid_out(form, fact, bound), when=form.add_prefix(other), when_values=" ".join(values))


def _laid_out(form: MoveForm, fact: Fact, bound: BoundField) -> FieldRow:
    if fact.kind is Kind.RATING:
        return FieldRow(bound, "field--third asked--rating")
    if fact.kind is Kind.INSTANT:
        return _instant_row(form, bound)
    if fact.kind is Kind.COMPLAINT:
        hint = _("Probably the same matter; press to choose:")
        return FieldRow(
            bound, "", candidates=candidates(form.complaint, form.case.now, form.by.account), candidates_hint=hint
        )
    if fact.kind is Kind.ACCOUNT and form.move.sends_order:
        hint = _("Suggested people, best first; press to choose:")
        return FieldRow(bound, "", candidates=people(form), candidates_hint=hint)
    if fact is SOLUTION and Stage.PROPOSED in form.move.to:
        hint = _("The owner proposed; one press takes it over:")
        return replace(_advised_row(form, fact, bound), candidates=own_proposals(form), candidates_hint=hint)
    if is_spoken(form.move, fact):
        return _advised_row(form, fact, bound)
    half = fact.kind not in WHOLE or (fact.kind is Kind.CHOICE and bound.widget_type == "select")
    return FieldRow(bound, "field--half" if half else "")


def _instant_row(form: MoveForm, bound: BoundField) -> FieldRow:
    if compensation_guards.paid_in_the_past in form.move.guards:  # times that lie ahead make no sense here
        return FieldRow(bound, "field--half", times=(_at(_("Now"), timezone.localtime(timezone.now())),))
    latest = _latest_reply(form) if guards.within_longest_reply in form.move.guards else ""
    return FieldRow(bound, "field--half", times=quick_times(timezone.now()), latest=latest)


def _advised_row(form: MoveForm, fact: Fact, bound: BoundField) -> FieldRow:
    url = reverse("complaint:advice", args=[form.complaint.number, form.move.name])
    found = advised(form.move, form.data, fact) if form.is_bound else []
    bound.field.widget.attrs |= _asks_advice(url, bound)
    return FieldRow(bound, "", advice_url=url, advice=tuple(found))


def _asks_advice(url: str, bound: BoundField) -> dict[str, str]:
    """The attributes with which a textarea asks for advice when the typing rests."""
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
    """Whether staff say or write this text to the owner (R63, R69)."""
    return fact.kind is Kind.TEXT and move.owner_sees is not None and move.owner_sees.says(fact)


def advised(move: Move, typed: Mapping[str, Any], only: Fact | None = None) -> list[str]:
    """What could be said better in the words that the owner will hear, each advice once."""
    found: dict[str, None] = {}
    for fact in (only,) if only else move.asks:
        if is_spoken(move, fact):
            words = str(typed.get(fact.name) or "")
            found |= dict.fromkeys(advice(words, promise=move.makes_promise and fact.name == WORDS.name))
    return list(found)


def quick_times(now: datetime) -> tuple[QuickTime, ...]:
    """In an hour, today at six, tomorrow at ten: those that still lie ahead."""
    here = timezone.localtime(now)
    today = datetime.combine(here.date(), TODAY_AT, here.tzinfo)
    tomorrow = datetime.combine(here.date() + timedelta(days=1), TOMORROW_AT, here.tzinfo)
    at = [(_("In 1 h"), here + timedelta(hours=1))]
    at += [(capfirst(humanize.instant(day, now)), day) for day in (today, tomorrow)]
    return tuple(_at(label, when) for label, when in at if when > here)


def _at(label: str, when: datetime) -> QuickTime:
    return QuickTime(label, f"{when:%Y-%m-%dT%H:%M}")


def _latest_reply(form: MoveForm) -> str:
    """Until when a reply may be promised without approval (R55)."""
    latest = form.case.now + timedelta(minutes=form.case.policy.promise.longest_minutes)
    return humanize.instant(latest)


def initial(move: Move, given: Mapping[str, str], known: KnownFacts) -> dict[str, str]:
    """What need not be typed: the key points from the record, and what the address says (/approve/?subject=propose)."""
    names = {fact.name for fact in move.asks}
    key_points = {RESTATED.name: restatement(known)} if RESTATED.name in names else {}
    return key_points | {name: value for name, value in given.items() if name in names and len(value) < LONGEST_INITIAL}
