"""Swaps of shifts: requested by one person, agreed by the other, then a dated change for both (R35, R41)."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement, announce
from heed.process import rota
from heed.process.case import Refusal
from heed.process.rota import Span
from heed.process.words import N_, Role, SwapState
from heed.queries.rota.on_duty import absences_within, rota_of
from heed.queries.rota.planning import holders_of
from heed.records.models import Account, Project, RotaChange, RotaSwap

_GONE = N_("This shift has changed. Please look at the rota again.")
_BUSY = N_("%(name)s is already on duty then.")


@dataclass(frozen=True, slots=True)
class Slot:
    """One shift: the day on which it starts, and the minutes of that day at which it starts and ends."""

    on: date
    starts: int
    ends: int

    def span(self, project: Project) -> Span:
        zone = ZoneInfo(project.timezone)
        return Span(rota.instant(zone, self.on, self.starts), rota.instant(zone, self.on, self.ends))


@transaction.atomic
def request_swap(
    project: Project,
    role: Role | str,
    give: Slot,
    *,
    by: Account,
    of: Account,
    back: Slot | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> RotaSwap:
    """Ask a colleague to do a shift of `by`, with or without one of theirs in return, and notify the colleague.

    Raises Refused where a shift is not its owner's or has begun, a person would be on duty twice, or a request waits.
    """
    now = at or timezone.now()
    Project.objects.select_for_update().get(pk=project.pk)
    if of.pk == by.pk or not holders_of(str(role), project).filter(pk=of.pk).exists():
        raise Refused([Refusal(N_("Choose a colleague with the same duty."), "of")])
    _refuse_impossible(project, str(role), by, of, give, back, now)
    waiting = RotaSwap.objects.filter(project=project, role=role, asked_by=by, state=SwapState.ASKED)
    if waiting.filter(on=give.on, starts=give.starts).exists():
        raise Refused([Refusal(N_("A swap of this shift is already waiting for an answer."), "shift")])
    swap = RotaSwap.objects.create(
        project=project, role=role, asked_by=by, asked_of=of, on=give.on, starts=give.starts, ends=give.ends,
        back_on=back.on if back else None, back_starts=back.starts if back else None,
        back_ends=back.ends if back else None, reason=reason.strip()[:200], asked_at=now,
    )  # fmt: skip
    _notify(swap, of, now)
    return swap


@transaction.atomic
def agree(swap: RotaSwap, *, by: Account, answer: str = "", at: datetime | None = None) -> RotaSwap:
    """Agree to a swap: the two people change places on the rota. Raises Refused."""
    now, locked = at or timezone.now(), _locked(swap, by, "asked_of")
    give, back = slots_of(locked)
    _refuse_impossible(locked.project, locked.role, locked.asked_by, locked.asked_of, give, back, now)
    _answer(locked, SwapState.AGREED, answer, now)
    one, other = locked.asked_by, locked.asked_of
    _change_places(locked, give, one, other, now)
    if back is not None:
        _change_places(locked, back, other, one, now)
    _notify(locked, one, now)
    return locked


@transaction.atomic
def refuse(swap: RotaSwap, *, by: Account, answer: str = "", at: datetime | None = None) -> RotaSwap:
    """Refuse a swap; the rota stays as it is, and the request stays on record. Raises Refused."""
    now, locked = at or timezone.now(), _locked(swap, by, "asked_of")
    _answer(locked, SwapState.REFUSED, answer, now)
    _notify(locked, locked.asked_by, now)
    return locked


@transaction.atomic
def withdraw(swap: RotaSwap, *, by: Account, at: datetime | None = None) -> RotaSwap:
    """Withdraw a request that waits for an answer; only the person who made it may. Raises Refused."""
    now, locked = at or timezone.now(), _locked(swap, by, "asked_by")
    _answer(locked, SwapState.WITHDRAWN, "", now)
    _notify(locked, locked.asked_of, now)
    return locked


def slots_of(swap: RotaSwap) -> tuple[Slot, Slot | None]:
    """Return the shift that is given, and the one done in return (None: none)."""
    give = Slot(swap.on, swap.starts, swap.ends)
    if swap.back_on is None or swap.back_starts is None or swap.back_ends is None:
        return give, None
    return give, Slot(swap.back_on, swap.back_starts, swap.back_ends)


def _locked(swap: RotaSwap, by: Account, party: str) -> RotaSwap:
    rows = RotaSwap.objects.select_for_update(of=("self",)).select_related("project", "asked_by", "asked_of")
    Project.objects.select_for_update().get(pk=swap.project_id)
    locked = rows.get(pk=swap.pk)
    if getattr(locked, f"{party}_id") != by.pk:
        raise Refused([Refusal(N_("You are not the one asked."))])
    if locked.state != SwapState.ASKED:
        raise Refused([Refusal(N_("This swap has already been answered."))])
    return locked


def _refuse_impossible(
    project: Project, role: str, one: Account, other: Account, give: Slot, back: Slot | None, now: datetime
) -> None:
    """Raise Refused unless each shift is still its owner's and lies ahead, and nobody gets two shifts at a time."""
    slots = [give] if back is None else [give, back]
    _refuse_shift(project, role, give, (one, other), "shift", [slot for slot in slots if slot is not give], now)
    if back is not None:
        _refuse_shift(project, role, back, (other, one), "back", [give], now)


def _refuse_shift(
    project: Project, role: str, slot: Slot, people: tuple[Account, Account], fact: str, given_up: list[Slot],
    now: datetime,
) -> None:  # fmt: skip
    """Raise Refused unless this shift can pass from the first person to the second, who gives up other shifts."""
    owner, taker = people
    span, turns = slot.span(project), rota_of(project, [role], slot.on, 2).turns[role]
    if span.starts_at <= now:
        raise Refused([Refusal(N_("This shift has already started."), fact)])
    if not any(turn.account_id == owner.pk and turn.span == span and turn.counts for turn in turns):
        raise Refused([Refusal(_GONE, fact)])
    if absences_within([taker.pk], span):
        raise Refused([Refusal(N_("%(name)s is on leave then."), fact, {"name": taker.name})])
    own = [turn.span for turn in turns if turn.account_id == taker.pk and turn.counts]
    if any(_overlap(span, other) for other in rota.without(own, [slot.span(project) for slot in given_up])):
        raise Refused([Refusal(_BUSY, fact, {"name": taker.name})])


def _overlap(one: Span, other: Span) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _answer(swap: RotaSwap, state: SwapState, answer: str, now: datetime) -> None:
    swap.state, swap.answer, swap.answered_at = state, answer.strip()[:200], now
    swap.save(update_fields=["state", "answer", "answered_at"])


def _change_places(swap: RotaSwap, slot: Slot, off: Account, on: Account, now: datetime) -> None:
    for account, is_on in ((off, False), (on, True)):
        RotaChange.objects.create(
            project=swap.project, role=swap.role, account=account, on=slot.on, starts=slot.starts, ends=slot.ends,
            is_on=is_on, swap=swap, made_by=swap.asked_of, made_at=now,
        )  # fmt: skip


def _notify(swap: RotaSwap, reader: Account, now: datetime) -> None:
    """Write the notices to the other person of the swap: who has to answer it, who asked for it, who need not now."""
    event = Announcement(
        key=f"swap-{swap.pk}-{swap.state}",
        about=f"swap_{swap.state}",
        facts={"project": swap.project.name, "swap": swap.pk},
        project=swap.project,
        at=now,
    )
    announce(event, [reader])
