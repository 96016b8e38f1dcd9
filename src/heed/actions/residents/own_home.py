"""Signing in to the own page by a code to the telephone on record or by an account that it confirmed once, and what a
resident decides there."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from heed.actions.engine.errors import Refused
from heed.actions.privacy.correcting import correct_person
from heed.actions.residents.identities import ProvenIdentity, bind_identity
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.residents.own_home import housemates_of, present_homes, resident_called_at, resident_known_as
from heed.records.models import HomeCode, HomeVisit, HouseholdSight, Notice, Person, Project
from heed.records.models.notice import OWNER_CHANNEL
from heed.records.owner_keys import code_of, link_hash_of, new_nonce

#: What a notice that carries such a code is about.
HOME_CODE = "home_code"
#: How long a code opens the page. As long as one lives no other is sent, so that strangers cannot flood a telephone.
CODE_LIVES = timedelta(minutes=15)


@transaction.atomic
def send_home_code(project: Project, telephone: str, at: datetime | None = None) -> HomeCode | None:
    """Send a code to the resident with this telephone; None where nobody has it, or a code still lives."""
    now = at or timezone.now()
    person = resident_called_at(project, telephone, timezone.localdate(now))
    if person is None:
        return None
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if living_home_codes(person, now):
        return None
    code = HomeCode.objects.create(person=person, project=project, nonce=new_nonce(), made_at=now)
    Notice.objects.create(
        key=f"{HOME_CODE}-{code.pk}", about=HOME_CODE, channel=OWNER_CHANNEL, facts={"code": code.pk}, made_at=now,
        due_at=now,
    )  # fmt: skip
    return code


def living_home_codes(person: Person, now: datetime) -> list[HomeCode]:
    """Return the codes of a person that still open the page."""
    return list(HomeCode.objects.filter(person=person, used_at__isnull=True, made_at__gt=now - CODE_LIVES))


@transaction.atomic
def open_home(
    project: Project, telephone: str, code: str, at: datetime | None = None, *, bind: ProvenIdentity | None = None
) -> str | None:
    """Return the secret of a new visit where the code fits, which it does once; else None.

    `bind`: the account by which the resident agreed to sign in from now on.
    """
    now = at or timezone.now()
    person = resident_called_at(project, telephone, timezone.localdate(now))
    if person is None:
        return None
    living = [one for one in living_home_codes(person, now) if one.project_id == project.pk]
    fitting = [one.pk for one in living if constant_time_compare(code_of(one.nonce), code)]
    if not HomeCode.objects.filter(pk__in=fitting, used_at__isnull=True).update(used_at=now):
        return None
    if bind is not None:
        bind_identity(person, project, bind, now)
    return _new_visit(person, project, now)


def open_home_by_identity(project: Project, proven: ProvenIdentity, at: datetime | None = None) -> str | None:
    """Return the secret of a new visit of the resident who signs in by this account; None where nobody does."""
    now = at or timezone.now()
    person = resident_known_as(project, proven.identity_hash, timezone.localdate(now))
    return _new_visit(person, project, now, proven.provider.value) if person else None


def _new_visit(person: Person, project: Project, now: datetime, provider: str = "") -> str:
    secret = secrets.token_urlsafe(24)
    HomeVisit.objects.create(
        person=person, project=project, secret_hash=link_hash_of(secret), began_at=now, seen_at=now, provider=provider
    )  # fmt: skip
    return secret


def keep_open(visit: HomeVisit, at: datetime | None = None) -> None:
    """Put down that the page was used, about once a minute."""
    now = at or timezone.now()
    HomeVisit.objects.filter(pk=visit.pk, seen_at__lt=now - timedelta(minutes=1)).update(seen_at=now)


def sign_out(visit: HomeVisit, at: datetime | None = None) -> None:
    """End a visit: its address opens nothing any more."""
    HomeVisit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(ended_at=at or timezone.now())


@transaction.atomic
def let_read(visit: HomeVisit, reader_id: int, place_id: int, *, allowed: bool, at: datetime | None = None) -> None:
    """Let another resident of the same home read the own matters, or withdraw that, at once.

    Raises Refused where they do not live together.
    """
    now = at or timezone.now()
    on = timezone.localdate(now)
    homes = present_homes(visit.person_id, visit.project_id, on)
    if not any((mate.person_id, mate.place_id) == (reader_id, place_id)
               for mate in housemates_of(visit.person_id, homes, on)):  # fmt: skip
        raise Refused([Refusal(N_("This person does not live with you any more."))])
    which = {"whose_id": visit.person_id, "reader_id": reader_id, "place_id": place_id}
    running = HouseholdSight.objects.filter(**which, withdrawn_at__isnull=True)
    if not allowed:
        running.update(withdrawn_at=now)
    elif not running.exists():
        try:
            with transaction.atomic():
                HouseholdSight.objects.create(**which, allowed_at=now)
        except IntegrityError:  # the other of two presses
            return


@transaction.atomic
def change_own_contact(
    visit: HomeVisit, *, email: str, language: str, channel: str, call_time: str, at: datetime | None = None
) -> list[str]:
    """Write what a resident changed, and return the numbers of the matters in which it was changed too.

    The telephone opens this page, so only the desk changes it.
    """
    facts = {"email": email, "language": language, "channel": channel, "call_time": call_time}
    return correct_person(visit.person, facts, by=None, at=at)
