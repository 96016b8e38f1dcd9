"""Signing up for a day at the desk, by telephone and online; changing it, and signing off (R123, R124)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.reception_days.seats import give_back, locked, refuse_unless, take
from heed.actions.reception_days.telling import tell
from heed.insight.guest_keys import guest_key
from heed.insight.phones import region_of
from heed.process.case import Refusal
from heed.process.words import N_, Channel, DayNews, DayState, SignUpState
from heed.records.models import Account, ReceptionDay, SignUp
from heed.records.owner_keys import new_link

#: So many may come with one sign-up.
MOST_PEOPLE = 6
TOO_LATE = N_("The time to sign up is over.")
_ALIVE = (SignUpState.SEATED.value, SignUpState.WAITING.value)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who signs up, with how many, about what. `contact` is a telephone or an e-mail, at the desk alone also ""."""

    name: str
    unit: str
    contact: str
    people: int
    about: str
    language: str


@transaction.atomic
def sign_up(
    day: ReceptionDay,
    guest: Guest,
    *,
    channel: Channel,
    by: Account | None = None,
    client_key: str | None = None,
    at: datetime | None = None,
) -> SignUp:
    """Sign an owner up, or put the owner on the waiting list where the seats do not suffice; the contact is told.

    The same `client_key` returns the sign-up made before. Raises Refused when the day is closed or it is too late.
    """
    now, day = at or timezone.now(), locked(day)
    if client_key and (known := SignUp.objects.select_related("day__project").filter(client_key=client_key).first()):
        return known
    refuse_unless(day, DayState.OPEN)
    if now >= day.sign_up_until:
        raise Refused([Refusal(TOO_LATE)])
    _refuse_twice(day, guest)
    seated = take(day, guest.people)
    made = _new(day, guest, SignUpState.SEATED if seated else SignUpState.WAITING, channel, by, client_key, now)
    tell([made], DayNews.SEATED if seated else DayNews.WAITING, now)
    return made


@transaction.atomic
def walk_in(
    day: ReceptionDay, guest: Guest, *, by: Account, client_key: str | None = None, at: datetime | None = None
) -> SignUp:
    """Record an owner who came on the day without having signed up; no seat is counted. Raises Refused."""
    now, day = at or timezone.now(), locked(day)
    if client_key and (known := SignUp.objects.filter(client_key=client_key).first()):
        return known
    refuse_unless(day, DayState.OPEN)
    if now < day.sign_up_until:
        raise Refused([Refusal(N_("Owners can still sign up: please sign them up."))])
    made = _new(day, guest, SignUpState.WALKED_IN, Channel.VISIT, by, client_key, now)
    made.came, made.came_by = guest.people, by
    made.save(update_fields=["came", "came_by"])
    return made


@transaction.atomic
def change(sign_up: SignUp, people: int, about: str, *, at: datetime | None = None) -> SignUp:
    """Come with more or fewer people, or about something else. Raises Refused where so many seats are not free."""
    now, day = at or timezone.now(), locked(sign_up.day)
    found = _alive(sign_up, day, now)
    more, found.about, found.people = people - found.people, about, people
    if found.state == SignUpState.SEATED and more > 0 and not take(day, more):
        words = N_("So many seats are not free: %(free)s more at most.")
        raise Refused([Refusal(words, "people", {"free": day.seats - day.taken})])
    found.save(update_fields=["people", "about"])
    if found.state == SignUpState.SEATED and more < 0:
        give_back(day, -more, now)
    return found


@transaction.atomic
def sign_off(sign_up: SignUp, *, at: datetime | None = None) -> SignUp:
    """Give the seats back: those who wait move up, and are told. Once is enough. Raises Refused once it has begun."""
    now, day = at or timezone.now(), locked(sign_up.day)
    current = SignUp.objects.get(pk=sign_up.pk)
    if current.state == SignUpState.CANCELLED:
        return current
    found = _alive(sign_up, day, now)
    seated = found.state == SignUpState.SEATED
    found.state, found.cancelled_at = SignUpState.CANCELLED.value, now
    found.save(update_fields=["state", "cancelled_at"])
    if seated:
        give_back(day, found.people, now)
    return found


def _alive(sign_up: SignUp, day: ReceptionDay, now: datetime) -> SignUp:
    refuse_unless(day, DayState.OPEN)
    if now >= day.begins_at:
        raise Refused([Refusal(N_("The day has begun: it can no longer be changed here. Please call us."))])
    found = SignUp.objects.select_for_update(no_key=True, of=("self",)).get(pk=sign_up.pk)
    if found.state not in _ALIVE:
        raise Refused([Refusal(N_("This was signed off before. You can sign up anew as long as seats are free."))])
    return found


def _refuse_twice(day: ReceptionDay, guest: Guest) -> None:
    """Refuse the same contact of the same home, which would take seats twice."""
    alive = day.sign_ups.filter(state__in=_ALIVE, unit=guest.unit, found_by=_key(guest, day))
    if guest.contact and alive.exclude(contact="").exists():
        raise Refused([Refusal(N_("This home is signed up with this contact already."), "contact")])


def _key(guest: Guest, day: ReceptionDay) -> str:
    return guest_key(guest.contact, guest.name, region_of(day.project.timezone))


def _new(
    day: ReceptionDay,
    guest: Guest,
    state: SignUpState,
    channel: Channel,
    by: Account | None,
    client_key: str | None,
    now: datetime,
) -> SignUp:
    return SignUp.objects.create(
        day=day, client_key=client_key, state=state.value, channel=channel.value, made_by=by, made_at=now,
        seated_at=now if state is SignUpState.SEATED else None, name=guest.name, unit=guest.unit,
        contact=guest.contact, people=guest.people, about=guest.about, language=guest.language,
        found_by=_key(guest, day), **new_link(),
    )  # fmt: skip
