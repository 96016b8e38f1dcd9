"""Planning a day, inviting to it, moving and cancelling it (R120 to R123, R125)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused, refuse_without_duty, refuse_without_words
from heed.actions.reception_days.seats import locked, move_up, refuse_unless
from heed.actions.reception_days.telling import tell
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES
from heed.process.words import N_, DayNews, DayState, SignUpState
from heed.records.models import Account, DayChange, Project, ReceptionDay

#: What the invitation says of time and place; once owners are invited, only `move` changes it.
TIMES = ("begins_at", "ends_at", "sign_up_until", "place")
#: What else it says, which may be mended as long as the day has not begun.
WORDS = ("theme", "seats", "company", "office", "phone", "thanks")


@transaction.atomic
def plan(
    project: Project, *, by: Account, client_key: str | None = None, at: datetime | None = None, **columns: Any
) -> ReceptionDay:
    """Plan a day, which owners do not see yet; the same `client_key` returns the one planned before. Raises Refused."""
    now = at or timezone.now()
    refuse_without_duty(by, project, PUBLISHES)
    if client_key and (known := ReceptionDay.objects.filter(client_key=client_key).first()):
        return known
    day = ReceptionDay(project=project, made_by=by, made_at=now, client_key=client_key, **columns)
    _refuse_times(day, now)
    day.save()
    return day


@transaction.atomic
def amend(day: ReceptionDay, *, by: Account, at: datetime | None = None, **columns: Any) -> ReceptionDay:
    """Change what the invitation says; more seats let the waiting list move up. Raises Refused."""
    now, day = at or timezone.now(), locked(day)
    refuse_without_duty(by, day.project, PUBLISHES)
    refuse_unless(day, DayState.DRAFT, DayState.OPEN)
    for name in (*WORDS, *(TIMES if day.state == DayState.DRAFT else ())):
        setattr(day, name, columns.get(name, getattr(day, name)))
    if day.state == DayState.DRAFT:
        _refuse_times(day, now)
    if day.seats < day.taken:
        words = N_("%(taken)s seats are taken already: there cannot be fewer.")
        raise Refused([Refusal(words, "seats", {"taken": day.taken})])
    day.changes += 1
    day.save()
    move_up(day, now)
    return day


@transaction.atomic
def invite(day: ReceptionDay, *, by: Account, at: datetime | None = None) -> ReceptionDay:
    """Open the day: owners see the invitation and sign up (R120). Raises Refused."""
    now, day = at or timezone.now(), locked(day)
    refuse_without_duty(by, day.project, PUBLISHES)
    refuse_unless(day, DayState.DRAFT)
    _refuse_times(day, now)
    day.state, day.opened_at = DayState.OPEN.value, now
    day.save(update_fields=["state", "opened_at"])
    return day


@transaction.atomic
def move(day: ReceptionDay, why: str, *, by: Account, at: datetime | None = None, **columns: Any) -> ReceptionDay:
    """Move a day to another time or place, and tell everybody who signed up. `columns`: TIMES. Raises Refused."""
    now, day = at or timezone.now(), locked(day)
    change = _change(day, why, by, now)
    for name in TIMES:
        setattr(day, name, columns[name])
    _refuse_times(day, now)
    _save_change(day, change, DayNews.MOVED, now)
    return day


@transaction.atomic
def cancel(day: ReceptionDay, why: str, *, by: Account, at: datetime | None = None) -> ReceptionDay:
    """Cancel a day, and tell everybody who signed up. Raises Refused."""
    now, day = at or timezone.now(), locked(day)
    change = _change(day, why, by, now)
    day.state, change.cancelled = DayState.CANCELLED.value, True
    _save_change(day, change, DayNews.CANCELLED, now)
    return day


def _change(day: ReceptionDay, why: str, by: Account, now: datetime) -> DayChange:
    refuse_without_duty(by, day.project, PUBLISHES)
    refuse_unless(day, DayState.DRAFT, DayState.OPEN)
    if now >= day.begins_at:
        raise Refused([Refusal(N_("The day has begun: it can be neither moved nor cancelled."))])
    refuse_without_words(why, "why")
    return DayChange(
        day=day, why=why.strip(), was_at=day.begins_at, was_place=day.place, made_by=by, made_at=now
    )  # fmt: skip


def _save_change(day: ReceptionDay, change: DayChange, news: DayNews, now: datetime) -> None:
    day.changes += 1
    day.save()
    change.save()
    signed_up = day.sign_ups.filter(state__in=(SignUpState.SEATED.value, SignUpState.WAITING.value))
    tell(signed_up.select_related("day__project").order_by("pk"), news, now, day.changes)


def _refuse_times(day: ReceptionDay, now: datetime) -> None:
    against = []
    if day.begins_at <= now:
        against.append(Refusal(N_("Choose a time that is still to come."), "begins_at"))
    if day.ends_at <= day.begins_at:
        against.append(Refusal(N_("It ends after it begins."), "ends_at"))
    if not now < day.sign_up_until <= day.begins_at:
        against.append(Refusal(N_("Owners sign up from now until the day begins at the latest."), "sign_up_until"))
    if against:
        raise Refused(against)
