"""The day itself: who came, what was raised, and the minutes (R126)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused, refuse_without_duty
from heed.actions.reception_days.seats import locked, refuse_unless
from heed.insight.homes import room
from heed.insight.personal import KnownPeople, personal_in
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES, RECEIVES
from heed.process.words import N_, Channel, DayState, SignUpState
from heed.queries.community.known_people import known_people
from heed.queries.residents.matching import home_numbered, resident_with
from heed.records.models import Account, Complaint, DayMatter, ReceptionDay, SignUp

#: Attendance is ticked from so many minutes before the day begins: people come early.
EARLY_MINUTES = 120
_MAY_COME = (SignUpState.SEATED.value, SignUpState.WAITING.value, SignUpState.WALKED_IN.value)


@transaction.atomic
def tick(sign_up: SignUp, came: int | None, *, by: Account) -> SignUp:
    """Record how many of those who signed up came (0: none; None: not known after all). Raises Refused."""
    day = locked(sign_up.day)
    refuse_without_duty(by, day.project, RECEIVES)
    refuse_unless(day, DayState.OPEN)
    found = SignUp.objects.select_for_update(no_key=True, of=("self",)).get(pk=sign_up.pk)
    if found.state not in _MAY_COME:
        raise Refused([Refusal(N_("This was signed off before. You can sign up anew as long as seats are free."))])
    found.came, found.came_by = came, by
    found.save(update_fields=["came", "came_by"])
    return found


@transaction.atomic
def raise_matter(
    day: ReceptionDay,
    content: str,
    *,
    by: Account,
    sign_up: SignUp | None = None,
    client_key: str | None = None,
    at: datetime | None = None,
    **given: str,
) -> Complaint:
    """Take in what was raised at the day as a complaint of its own, with the day on record beside it.

    `given`: `name`, `unit` and `contact`, where `sign_up` does not say them, and other facts of the intake; a contact
    that is given holds, as the newer one. The same `client_key` returns the complaint that was taken in before.
    Raises Refused as the intake does.
    """
    now, day = at or timezone.now(), locked(day)
    refuse_without_duty(by, day.project, RECEIVES)
    refuse_unless(day, DayState.OPEN)
    who = sign_up if sign_up is not None and sign_up.day_id == day.pk else None
    facts: dict[str, Any] = {"content": content, "channel": Channel.VISIT} | given
    if who is not None:
        facts |= {"name": who.name, "unit": who.unit, "language": who.language}
        facts["contact"] = given.get("contact") or who.contact
    home = home_numbered(day.project, facts["unit"])
    person = resident_with(day.project, facts["contact"], facts["name"], home) if facts["contact"] else None
    facts |= {"person": person, "place": home, "unreachable": not facts["contact"]}
    complaint = lodge(day.project, by=by, at=now, client_key=client_key, **facts)
    DayMatter.objects.get_or_create(complaint=complaint, defaults={"day": day, "sign_up": who})
    return complaint


@transaction.atomic
def write_minutes(
    day: ReceptionDay,
    words: str,
    lines: Mapping[int, str],
    *,
    by: Account,
    publish: bool = False,
    at: datetime | None = None,
) -> ReceptionDay:
    """Write the minutes, with a line for each matter by its key; `publish` shows them to owners.

    Raises Refused: before the day has begun, where what is published names a person, a home or a number, or where it
    is published already and the account does not publish.
    """
    now, day = at or timezone.now(), locked(day)
    publishes = publish or day.published_at is not None
    refuse_without_duty(by, day.project, PUBLISHES if publishes else RECEIVES)
    refuse_unless(day, DayState.OPEN)
    if now < day.begins_at:
        raise Refused([Refusal(N_("The day has not begun yet."))])
    matters = {one.pk: one for one in day.matters.select_for_update(no_key=True)}
    texts = {"minutes": words} | {f"matter_{pk}": lines.get(pk, one.minute) for pk, one in matters.items()}
    if publishes:
        _refuse_personal(texts, _known_at(day))
    day.minutes, day.minutes_by, day.minutes_at = words.strip(), by, now
    if publishes:
        day.published_by, day.published_at = by, now
    day.save(update_fields=["minutes", "minutes_by", "minutes_at", "published_by", "published_at"])
    for pk, one in matters.items():
        one.minute = texts[f"matter_{pk}"].strip()
        one.save(update_fields=["minute"])
    return day


def _known_at(day: ReceptionDay) -> KnownPeople:
    """Who lives at the estate or signed up: none of them may be named."""
    known = known_people(day.project, staff_may_stand=True)
    guests = list(day.sign_ups.values_list("name", "unit"))
    names = known.names.union(name for name, _unit in guests)
    homes = known.homes.union(filter(None, (room(unit) for _name, unit in guests)))
    return KnownPeople(names, homes, known.public | {re.sub(r"\D", "", day.phone)})


def _refuse_personal(texts: Mapping[str, str], known: KnownPeople) -> None:
    against = [Refusal(N_("Write it down."), "minutes")] if not texts["minutes"].strip() else []
    for name, text in texts.items():
        if found := personal_in(text, known):
            words = N_("Owners would read whom it is about: please leave out %(found)s.")
            against.append(Refusal(words, name, {"found": "“" + "”, “".join(one.words for one in found) + "”"}))
    if against:
        raise Refused(against)
