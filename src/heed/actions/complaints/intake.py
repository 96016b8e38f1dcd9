"""Intake of complaints (R1 to R14, R48), and what is added to them later."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from heed.actions.complaints import numbers
from heed.actions.complaints.bodies import open_body_case, refuse_known_number
from heed.actions.complaints.titles import title_of
from heed.actions.engine import sealing
from heed.actions.engine.accused_notices import notify_named
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused
from heed.actions.engine.execute import ACTIONS, action, write
from heed.actions.engine.files import clean_pictures
from heed.actions.engine.lookup_keys import index_complainant
from heed.actions.engine.own_words import own_words
from heed.actions.engine.validate import is_staff_of, record_refusals
from heed.i18n.languages import BY_CODE
from heed.process.case import Case, Participant, Refusal
from heed.process.facts import CONTACT, UNIT, Fact
from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.roles import ANSWERS_FOR_NEW
from heed.process.words import N_, Channel, FileKind, Party, Stage
from heed.process.workflow import refusals
from heed.queries.actor import OWNER, Actor, staff
from heed.queries.complaints.repeats import is_of_same_owner
from heed.queries.policies import current_version_id, policy_of
from heed.queries.rota.on_duty import people_to_help
from heed.queries.staff.duties import first_holder, roles_of
from heed.queries.staff.stewards import answering_steward
from heed.records.models import Account, Complaint, Person, Place, Project
from heed.records.owner_keys import new_link

#: The facts that become columns of the same name.
_AS_GIVEN = (
    "channel", "content", "name", "contact", "unit", "organisation", "happened", "where", "hurt", "course", "about",
    "wants", "crux", "state_of_mind", "cause", "category", "nature", "level", "emotion",
)  # fmt: skip
#: Why a new complaint is joined to an earlier one.
SAME_MATTER = N_("The same owner, the same matter")


@dataclass(frozen=True, slots=True)
class _Report:
    """A complaint as it is reported: by whom, when, and the records that it names."""

    project: Project
    by: Actor
    at: datetime
    client_key: str | None
    person: Person | None
    place: Place | None
    case_owner: Account | None
    repeat_of: Complaint | None
    facts: Mapping[str, Any]


def lodge(
    project: Project,
    *,
    by: Actor | Account,
    at: datetime | None = None,
    client_key: str | None = None,
    person: Person | None = None,
    place: Place | None = None,
    case_owner: Account | None = None,
    repeat_of: Complaint | None = None,
    **facts: Any,
) -> Complaint:
    """Record a new complaint and return it; the same `client_key` returns the complaint recorded before.

    `facts`: `channel`, `content` and any other of R3 to R14 by their names in `process.facts`, `anonymous`,
    `unreachable`, `emotion`, `level`, `language`, `title`, `files` (uploaded), `accused` (accounts). A repeat of a
    complaint in its silent week opens that one again (R93). Raises Refused where name, home or contact is missing and
    nothing relaxes it (R3, R6).
    """
    actor = by if isinstance(by, Actor) else staff(by)
    try:
        given = _with_known_facts(clean_pictures(MOVES["lodge"].facts, facts), person, place)
        return _take_in(
            _Report(project, actor, at or timezone.now(), client_key, person, place, case_owner, repeat_of, given)
        )
    except (Refused, IntegrityError):
        known = Complaint.objects.filter(client_key=client_key).first() if client_key else None
        if known is None:
            raise
        return known


@transaction.atomic
def _take_in(report: _Report) -> Complaint:
    project, by, at, facts = report.project, report.by, report.at, report.facts
    number = numbers.take_number(project, at)
    _refuse_strangers(report)
    version_id = current_version_id()
    case, actor = _validated(report, policy_of(version_id))
    refuse_known_number(project, facts)
    row = _new_row(report, number, version_id)
    change = Change(row, MOVES["lodge"], by, at, case, actor, facts, Stage.RECEIVED, 1, files=_files(facts))
    if change.in_danger:
        change.notify += people_to_help(project, change.case.policy, row.category, at)
    complaint = write(change)
    if facts.get("accused"):
        complaint.accused.set(facts["accused"])
        notify_named(complaint, complaint.case_owner, facts["accused"], at)
    open_body_case(complaint, facts)
    sealing.seal(complaint)
    index_complainant(complaint.person_id, project.pk)
    if report.repeat_of is not None:
        _continue_earlier(report.repeat_of, complaint, by, at)
    return complaint


def _continue_earlier(earlier: Complaint, complaint: Complaint, by: Actor, at: datetime) -> None:
    """Go on with the earlier complaint; locked, so that it cannot end now (R10, R93).

    The new one of the same owner ends in it, so that one case is open. That of another owner stays open as well, and
    opens the earlier one again if its silent week lasts still.
    """
    known = Complaint.objects.select_for_update(no_key=True).filter(pk=earlier.pk).get()
    if known.is_open and is_of_same_owner(complaint, known):
        with suppress(Refused):  # people may be in danger: it is continued there once they are safe
            why = own_words(complaint.project, SAME_MATTER)
            ACTIONS["join_earlier"](complaint, by=by, at=at, other=known, reason=why)
            complaint.refresh_from_db()
            return
    if known.stage == Stage.WATCHING:
        ACTIONS["repeat"](earlier, by=by, at=at, other=complaint)


def _refuse_strangers(report: _Report) -> None:
    """Raise Refused for records of another project, whose staff could otherwise come to see this complaint."""
    project, against = report.project, []
    if report.place is not None and report.place.project_id != project.pk:
        against.append(Refusal(N_("This home belongs to another project."), "place"))
    if report.repeat_of is not None and report.repeat_of.project_id != project.pk:
        against.append(Refusal(N_("Choose another complaint of the same project."), "repeat_of"))
    if report.case_owner is not None and not is_staff_of(report.case_owner, project):
        against.append(Refusal(N_("Choose one from the list."), "case_owner"))
    if report.facts.get("language") and report.facts["language"] not in BY_CODE:
        against.append(Refusal(N_("Choose one from the list."), "language"))
    if against:
        raise Refused(against)


def _with_known_facts(facts: dict[str, Any], person: Person | None, place: Place | None) -> dict[str, Any]:
    """Return the facts, completed from the person and the place."""
    found = {name: value for name, value in facts.items() if value not in (None, "", False)}
    if person is not None and not found.get("anonymous"):
        found.setdefault("name", person.name)
        found.setdefault("contact", _first_that_fits(CONTACT, person.phone, person.email))
    if place is not None and not found.get("anonymous"):
        found.setdefault("unit", place.path[: UNIT.longest])
    return found


def _first_that_fits(fact: Fact, *known: str) -> str:
    """Return the first known value that is short enough for the fact; "" for none."""
    return next((value for value in known if value and len(value) <= fact.longest), "")


def _validated(report: _Report, policy: Policy) -> tuple[Case, Participant]:
    """Return the case and the participant for the workflow; raise Refused where the rules do not allow the intake."""
    facts = report.facts
    relaxed = frozenset(name for name in ("anonymous", "unreachable") if facts.get(name))
    in_danger = any(level.code == facts.get("level") and level.help_first for level in policy.levels)
    case = Case(stage=None, policy=policy, now=report.at, circumstances=relaxed, in_danger=in_danger)
    actor = _participant(report.project, report.by)
    row = MOVES["lodge"]
    against = refusals(row, case, actor, facts) or record_refusals(row.facts, facts, report.project)
    if against:
        raise Refused(against)
    return case, actor


def _participant(project: Project, by: Actor) -> Participant:
    if by.account is None:
        return Participant(frozenset({Party.OWNER.value}) if by == OWNER else frozenset())
    return Participant(frozenset(role for (role,) in roles_of(by.account.pk, project.pk)), by.account.pk)


def _new_row(report: _Report, number: numbers.Number, version_id: int) -> Complaint:
    """Return the complaint's row without a stage; the move saves it."""
    facts, project, person = report.facts, report.project, report.person
    return Complaint(
        project=project,
        number=str(number),
        received_on=number.on,
        serial=number.serial,
        client_key=report.client_key,
        **new_link(),
        version=0,
        policy_id=version_id,
        case_owner=report.case_owner or _steward(report, version_id) or _case_owner(report),
        received_by=report.by.account,
        person=None if facts.get("anonymous") else person,
        place=report.place,
        language=facts.get("language") or (person.language if person else "") or project.language,
        anonymous=bool(facts.get("anonymous")),
        unreachable=bool(facts.get("unreachable")),
        abusive=bool(facts.get("abusive")),
        title=facts.get("title") or title_of(facts["content"], policy_of(version_id)),
        received_at=report.at,
        repeat_of=report.repeat_of,
        **{name: facts[name] for name in _AS_GIVEN if name in facts},
    )


def _steward(report: _Report, version_id: int) -> Account | None:
    """Who answers for a complaint from a place with a steward, where the policy says so (R68)."""
    if report.place is None or not policy_of(version_id).stewards.own_cases:
        return None
    return answering_steward(report.place, but=report.facts.get("accused", ()), at=report.at)


def _case_owner(report: _Report) -> Account:
    """Return the case owner of a new complaint: not a person it is about, if there is any other (C3, R68)."""
    project, accused = report.project, report.facts.get("accused", ())
    first = partial(first_holder, ANSWERS_FOR_NEW, project, at=report.at)
    chosen = first(but=accused) or report.by.account or first()
    if chosen is None:
        raise Refused([Refusal(N_("This project has no one responsible yet. Name a customer-service director."))])
    return chosen


def _files(facts: Mapping[str, Any]) -> list[tuple[FileKind, File]]:  # type: ignore[type-arg]
    kind = FileKind.LETTER if facts["channel"] == Channel.LETTER else FileKind.PHOTO
    return [(kind, file) for file in facts.get("files", ())]


@action("amend")
def amend(change: Change) -> None:
    """Add facts to the record (R4, R5, R12, R13)."""
    change.record(
        "name",
        "unit",
        "contact",
        "organisation",
        "happened",
        "where",
        "hurt",
        "course",
        "about",
        "wants",
        "crux",
        "state_of_mind",
        "cause",
    )
    if change.text("contact"):
        change.columns["unreachable"] = False
    if change.text("name"):
        change.columns["anonymous"] = False


@action("attach")
def attach(change: Change) -> None:
    """Add files (R14, R57)."""
    change.add_files()


@action("clarify")
def clarify(change: Change) -> None:
    """What the guard did at intake, by the guard's own word (R81, R82, R87)."""


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
