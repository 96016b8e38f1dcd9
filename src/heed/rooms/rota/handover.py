"""Handing over what is open with somebody who is away: each matter with its fields, and what was chosen in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.actions.engine.errors import Refused
from heed.actions.staff.leave import Assignees, hand_over
from heed.process.words import Handed, OrderState
from heed.queries.access import Projects
from heed.queries.staff.open_work import OpenWork, open_work_of
from heed.queries.staff.successors import SuccessorChoice, Successors
from heed.records.models import Absence, Account
from heed.ui.names import department_name, policy_for
from heed.ui.refusals import sentence

STAYS, DEPARTMENT = "", "department"
LABELS = {
    Handed.PROMISE: N_("Promise"),
    Handed.APPROVAL: N_("Approval requested"),
    Handed.VISIT: N_("Return visit"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to hand over: its field, what it is in words, who can take it, and who is chosen."""

    name: str
    what: str
    text: str
    choices: Sequence[tuple[str, str]]
    chosen: str


@dataclass
class ToHand:
    """A matter with all that is open of it; `errors` says why it was not handed over."""

    matter: OpenWork
    parts: list[Part]
    people: dict[str, Account]
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """One thing that is open, and who can take it over."""

    name: str
    what: str
    text: str
    choice: SuccessorChoice
    of_order: bool = False


def to_hand(
    absence: Absence, now: datetime, projects: Projects, typed: Mapping[str, str] | None = None
) -> list[ToHand]:
    """What is open with the person at these projects, each with a suggestion, or with what was typed; nine queries."""
    matters = open_work_of(absence.account, projects)
    successors = Successors(absence, matters, now)
    return [_to_hand(matter, successors, typed) for matter in matters]


def _to_hand(matter: OpenWork, successors: Successors, typed: Mapping[str, str] | None) -> ToHand:
    parts = list(_parts_of(matter, successors))
    people = {str(account.pk): account for part in parts for account in part.choice.people}
    return ToHand(matter, [_field_of(part, typed) for part in parts], people)


def _parts_of(matter: OpenWork, successors: Successors) -> Iterator[_Open]:
    """What is open of a matter, each with those who can take it."""
    key = matter.complaint.pk
    if matter.is_case:
        yield _Open(f"case-{key}", _("Case owner"), "", successors.of_case(matter))
    for order in matter.orders:
        where = department_name(order.department, policy_for(matter.complaint))
        text = f"{where}{_(': ')}{order.work[:60]} ({_(OrderState(order.state).label)})"
        yield _Open(f"order-{order.pk}", _("Work order"), text, successors.of_order(matter, order), of_order=True)
    for handed in matter.handed:
        text = matter.promise.words[:80] if handed is Handed.PROMISE and matter.promise else ""
        yield _Open(f"{handed.value}-{key}", _(LABELS[handed]), text, successors.of(matter, handed))


def _field_of(part: _Open, typed: Mapping[str, str] | None) -> Part:
    """The field for it: an order may go to its whole department, anything may stay where it is."""
    people, suggested = part.choice.people, part.choice.suggested
    whole = [(DEPARTMENT, _("The whole department"))] if part.of_order else []
    choices = [*whole, *((str(one.pk), one.name) for one in people), (STAYS, _("Not handed over"))]
    best = str(suggested.pk) if suggested else DEPARTMENT if part.of_order else STAYS
    return Part(part.name, part.what, part.text, choices, best if typed is None else typed.get(part.name, STAYS))


def hand_all(absence: Absence, matters: Sequence[ToHand], by: Account) -> int:
    """Hand over what was chosen, each matter by itself; what the law refuses stays, with the reason in its `errors`."""
    handed = 0
    for one in matters:
        takers = _takers(one)
        try:
            handed += hand_over(absence, one.matter.complaint, takers, by=by)
        except Refused as refused:
            one.errors = [sentence(refusal) for refusal in refused.refusals]
    return handed


def _takers(one: ToHand) -> Assignees:
    known: dict[str, Any] = {DEPARTMENT: None, **one.people}
    chosen = {part.name: known[part.chosen] for part in one.parts if part.chosen in known}
    key = one.matter.complaint.pk
    given = {f"order-{order.pk}": order.pk for order in one.matter.orders}
    return Assignees(
        case=chosen.get(f"case-{key}"),
        orders={pk: chosen[name] for name, pk in given.items() if name in chosen},
        rest={
            handed: chosen[f"{handed.value}-{key}"]
            for handed in one.matter.handed
            if chosen.get(f"{handed.value}-{key}") is not None
        },
    )
