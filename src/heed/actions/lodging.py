"""Taking a complaint in (R1 to R14, R48), and what is added to it later."""

import re
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from heed.actions import numbering
from heed.actions._change import Change
from heed.actions._given import is_staff_of, wrong_records
from heed.actions._keys import know_at
from heed.actions._make import ACTIONS, action, write
from heed.actions.errors import Refused
from heed.process.facts import AT_INTAKE, CONTACT, UNIT, Fact
from heed.process.law import Actor, Case, Refusal, ill_given, refusals
from heed.process.moves import MOVES
from heed.process.words import N_, Channel, FileKind, Party, Role, Stage
from heed.queries.by import OWNER, By, staff
from heed.queries.duties import duties_at, first_holder
from heed.queries.policies import current_version_id, policy_of
from heed.records.models import Account, Complaint, DayNumber, Person, Place, Project

#: The columns that are written as they are given.
_TEXTS = (
    "name", "contact", "unit", "happened", "where", "course", "about", "wants", "crux", "state_of_mind", "cause",
    "category", "nature",
)  # fmt: skip
#: Who answers for a new complaint, in this order, where nobody was chosen (R68).
_ANSWERING = (Role.DIRECTOR, Role.IN_CHARGE, Role.MANAGER, Role.CENTRE, Role.ADMIN)
TITLE_LENGTH = 40
#: Characters that show as nothing, or turn the direction of all that follows: words may have them, a title may not.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@transaction.atomic
def lodge(
    project: Project,
    *,
    by: By | Account,
    channel: str,
    content: str,
    at: datetime | None = None,
    client_key: str | None = None,
    person: Person | None = None,
    place: Place | None = None,
    case_owner: Account | None = None,
    repeat_of: Complaint | None = None,
    **facts: Any,
) -> Complaint:
    """Take a complaint in and give it as it stands on record; the same `client_key` gives the one already taken in.

    `facts`: any of R3 to R14 by their names in `process.facts`, `anonymous`, `unreachable`, `emotion`, `level`,
    `language`, `title`, `files` (uploaded), `accused` (accounts). A repeat of a complaint in its silent week opens that
    one again (R93). Raises Refused where name, home or contact is missing and nothing relaxes it (R3, R6).
    """
    actor = by if isinstance(by, By) else staff(by)
    now = at or timezone.now()
    day = numbering.locked_day(project, now)
    known = _known(client_key) if client_key else None  # seen after the wait
    if known is not None:
        return Complaint.objects.get(pk=known)
    given = _given(facts | {"channel": channel, "content": content}, person, place)
    _refuse_strangers(project, place, case_owner, repeat_of, given)
    change = _lawful(project, actor, now, given)
    change.complaint = _new_row(project, actor, change, person, place, case_owner, client_key, repeat_of, day)
    if given.get("accused"):
        change.complaint.accused.set(given["accused"])
    change.files = _files(given)
    complaint = write(change)
    know_at(complaint.person_id, project.pk)
    if repeat_of is not None:
        _go_on_with(repeat_of, complaint, actor, now)
    return complaint


def _known(client_key: str) -> int | None:
    """The id of the complaint that was taken in with this key already."""
    return Complaint.objects.filter(client_key=client_key).values_list("pk", flat=True).first()


def _go_on_with(earlier: Complaint, complaint: Complaint, by: By, at: datetime) -> None:
    """The earlier complaint goes on if its silent week still lasts; locked, so that it cannot end meanwhile (R93)."""
    watched = Complaint.objects.select_for_update(no_key=True).filter(pk=earlier.pk, stage=Stage.WATCHING)
    if watched.first() is not None:
        ACTIONS["repeat"](earlier, by=by, at=at, other=complaint)


def _refuse_strangers(
    project: Project,
    place: Place | None,
    case_owner: Account | None,
    repeat_of: Complaint | None,
    facts: Mapping[str, Any],
) -> None:
    """Raise Refused for what belongs to another project: nobody there may come to see this one by it (DESIGN 4)."""
    against = []
    if place is not None and place.project_id != project.pk:
        against.append(Refusal(N_("This home belongs to another project."), "place"))
    if repeat_of is not None and repeat_of.project_id != project.pk:
        against.append(Refusal(N_("Choose another complaint of the same project."), "repeat_of"))
    if case_owner is not None and not is_staff_of(case_owner, project):
        against.append(Refusal(N_("Choose one of the list."), "case_owner"))
    if facts.get("language") and facts["language"] not in dict(settings.LANGUAGES):
        against.append(Refusal(N_("Choose one of the list."), "language"))
    if against:
        raise Refused(against)


def _given(facts: dict[str, Any], person: Person | None, place: Place | None) -> dict[str, Any]:
    """The facts with what is known of the person and the place filled in."""
    found = {name: value for name, value in facts.items() if value not in (None, "", False)}
    if person is not None and not found.get("anonymous"):
        found.setdefault("name", person.name)
        found.setdefault("contact", _fitting(CONTACT, person.phone, person.email))
    if place is not None and not found.get("anonymous"):
        found.setdefault("unit", place.path[: UNIT.longest])
    return found


def _fitting(fact: Fact, *known: str) -> str:
    """The first that is known and fits."""
    return next((value for value in known if value and len(value) <= fact.longest), "")


def _lawful(project: Project, by: By, at: datetime, facts: Mapping[str, Any]) -> Change:
    version_id = current_version_id()
    relaxed = frozenset(name for name in ("anonymous", "unreachable") if facts.get(name))
    case = Case(stage=None, policy=policy_of(version_id), now=at, circumstances=relaxed)
    move, actor = MOVES["lodge"], _taker(project, by)
    against = refusals(move, case, actor, facts) or tuple(ill_given(AT_INTAKE, case, facts))
    against = against or wrong_records(AT_INTAKE, facts, project)
    if against:
        raise Refused(against)
    return Change(Complaint(policy_id=version_id), move, by, at, case, actor, facts, Stage.RECEIVED, 1)


def _taker(project: Project, by: By) -> Actor:
    if by.account is None:
        return Actor(frozenset({Party.OWNER.value}) if by == OWNER else frozenset())
    return Actor(frozenset(duties_at(by.account, project).values_list("role", flat=True)), by.account.pk)


def _new_row(
    project: Project,
    by: By,
    change: Change,
    person: Person | None,
    place: Place | None,
    case_owner: Account | None,
    client_key: str | None,
    repeat_of: Complaint | None,
    day: DayNumber,
) -> Complaint:
    facts, at = change.facts, change.at
    number, on, serial = numbering.next_number(project, day)
    complaint = Complaint(
        project=project,
        number=number,
        received_on=on,
        serial=serial,
        secret=secrets.token_urlsafe(16),
        client_key=client_key,
        stage=Stage.RECEIVED,
        version=0,
        policy_id=change.complaint.policy_id,
        next_due_at=at,
        case_owner=case_owner or _answering(project, by, facts.get("accused", ())),
        received_by=by.account,
        channel=facts["channel"],
        person=None if facts.get("anonymous") else person,
        place=place,
        language=facts.get("language") or (person.language if person else "") or project.language,
        anonymous=bool(facts.get("anonymous")),
        unreachable=bool(facts.get("unreachable")),
        abusive=bool(facts.get("abusive")),
        title=facts.get("title") or title_of(str(facts["content"])),
        content=str(facts["content"]),
        received_at=at,
        staged_at=at,
        repeat_of=repeat_of,
    )
    for name in _TEXTS:
        setattr(complaint, name, facts.get(name, ""))
    for name in ("level", "emotion"):
        if facts.get(name):
            setattr(complaint, name, facts[name])
    complaint.save(force_insert=True)
    return complaint


def _answering(project: Project, by: By, accused: Collection[Account]) -> Account:
    """Who answers for a new complaint: nobody it is about, while there is anybody else (C3, R68)."""
    chosen = first_holder(_ANSWERING, project, but=accused) or by.account or first_holder(_ANSWERING, project)
    if chosen is None:
        raise Refused([Refusal(N_("Nobody answers for this project yet: name a customer-service director."))])
    return chosen


def title_of(content: str) -> str:
    """A title from the first sentence of what was said, cut at 40 characters."""
    first = re.split(r"[。！？!?\n;；]|\.\s", content.strip(), maxsplit=1)[0].strip() or content.strip()
    first = _UNSHOWN.sub(" ", first).strip() or "…"
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1].rstrip() + "…"


def _files(facts: Mapping[str, Any]) -> list[tuple[FileKind, File]]:  # type: ignore[type-arg]
    kind = FileKind.LETTER if facts["channel"] == Channel.LETTER else FileKind.PHOTO
    return [(kind, file) for file in facts.get("files", ())]


@action("amend")
def amend(change: Change) -> None:
    """Add facts to the record (R4, R5, R12, R13)."""
    change.record(
        "name", "unit", "contact", "happened", "where", "course", "about", "wants", "crux", "state_of_mind", "cause"
    )
    if change.text("contact"):
        change.columns["unreachable"] = False
    if change.text("name"):
        change.columns["anonymous"] = False


@action("attach")
def attach(change: Change) -> None:
    """Add files (R14, R57)."""
    change.add_files()


@action("say")
def say(change: Change) -> None:
    """A message from the owner's own page (R74)."""
    change.add_files()


@action("note")
def note(change: Change) -> None:
    """A note among the staff (R74)."""


@action("repeat")
def repeat(change: Change) -> None:
    """The same matter again within the silent week: the new complaint is linked, this one goes on (R10, R93)."""
