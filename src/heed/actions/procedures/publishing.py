"""Putting a version of a procedure in force: its readers are told, and reminded once (R113)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import outbox
from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement
from heed.process.case import Refusal
from heed.process.words import N_, Role
from heed.queries.policies import current_policy
from heed.queries.procedures import may_keep, unread_by
from heed.records.models import Account, Procedure, ProcedureReading, ProcedureVersion, Project

#: What the notices to readers are about.
NEW, REMINDED = "procedure_new", "procedure_reminded"


@transaction.atomic
def publish_procedure(
    procedure: Procedure | None,
    *,
    by: Account,
    project: Project | None,
    roles: Iterable[str],
    title: str,
    text: str,
    read_by_on: date,
    changed: str = "",
    category: str = "",
    at: datetime | None = None,
) -> ProcedureVersion:
    """Put the first version of a new procedure in force, or the next one, and ask its readers to read it.

    Raises Refused for others, without roles, title or text, and where the next version changes nothing.
    """
    now = at or timezone.now()
    _refuse_others(by, project.pk if project else None)
    kept = _locked(procedure, by) if procedure else Procedure(project=project, made_at=now)
    chosen = [role.value for role in Role if role.value in set(roles)]
    _refuse_incomplete(chosen, title, text, category, read_by_on, now)
    before = kept.versions.filter(number=kept.latest).first() if procedure else None
    if before and (before.title, before.text, kept.roles, kept.category) == (title, text, chosen, category):
        raise Refused([Refusal(N_("Nothing was changed."))])
    if before and not changed.strip():
        raise Refused([Refusal(N_("Say in a sentence what is new."), "changed")])
    kept.roles, kept.category, kept.latest = chosen, category, kept.latest + 1
    kept.save()
    version = ProcedureVersion.objects.create(
        procedure=kept, number=kept.latest, title=title.strip(), text=text.strip(), changed=changed.strip()[:400],
        read_by_on=read_by_on, made_by=by, made_at=now,
    )  # fmt: skip
    _tell(version, NEW, now, but=by.pk)
    return version


@transaction.atomic
def read_procedure(version: ProcedureVersion, *, by: Account, at: datetime | None = None) -> ProcedureReading:
    """Record that a person has read the version, once. Raises Refused where a newer one is in force."""
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    if procedure.latest != version.number or procedure.withdrawn_at is not None:
        raise Refused([Refusal(N_("A newer version is in force. Read that one."))])
    defaults: dict[str, Any] = {"read_at": at or timezone.now()}
    return ProcedureReading.objects.get_or_create(version=version, account=by, defaults=defaults)[0]


@transaction.atomic
def withdraw_procedure(procedure: Procedure, *, by: Account, at: datetime | None = None) -> Procedure:
    """Take a procedure out of force; it stays on record."""
    locked = _locked(procedure, by)
    locked.withdrawn_at, locked.withdrawn_by = at or timezone.now(), by
    locked.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return locked


@transaction.atomic
def remind_readers(version: ProcedureVersion, *, by: Account | None, at: datetime | None = None) -> int:
    """Remind once those who have not read the version in force; return how many. Raises Refused the second time."""
    now = at or timezone.now()
    locked = (
        ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure__project").get(pk=version.pk)
    )
    procedure = locked.procedure
    if by is not None:
        _refuse_others(by, procedure.project_id)
    if locked.reminded_at is not None or procedure.latest != locked.number or procedure.withdrawn_at is not None:
        raise Refused([Refusal(N_("Readers are reminded once of the version in force."))])
    locked.reminded_at = now
    locked.save(update_fields=["reminded_at"])
    return _tell(locked, REMINDED, now)


def remind_readers_due(now: datetime | None = None) -> int:
    """Remind of the versions whose day has passed, for the worker; return how many. One query where none is due."""
    at = now or timezone.now()
    due = ProcedureVersion.objects.filter(reminded_at__isnull=True, read_by_on__lt=timezone.localdate(at))
    found = list(due.select_related("procedure")[:200])
    for version in found:
        if version.number == version.procedure.latest and version.procedure.withdrawn_at is None:
            remind_readers(version, by=None, at=at)
        else:
            ProcedureVersion.objects.filter(pk=version.pk).update(reminded_at=at)
    return len(found)


def _tell(version: ProcedureVersion, about: str, now: datetime, but: int | None = None) -> int:
    """Ask those to read it who have not; return how many. Of the company's each is told as at the first project."""
    project = version.procedure.project or Project.objects.order_by("code").first()
    readers = [account for account in unread_by(version) if account.pk != but]
    if project is None or not readers:
        return 0
    facts = {"project": version.title, "procedure": version.procedure_id}
    outbox.announce(Announcement(f"{about}-{version.pk}", about, facts, project, now), readers)
    return len(readers)


def _locked(procedure: Procedure, by: Account) -> Procedure:
    locked = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    _refuse_others(by, locked.project_id)
    if locked.withdrawn_at is not None:
        raise Refused([Refusal(N_("This procedure was withdrawn."))])
    return locked


def _refuse_others(by: Account, project_id: int | None) -> None:
    if not may_keep(by, project_id):
        raise Refused([Refusal(N_("Your duties do not allow this."))])


def _refuse_incomplete(roles: list[str], title: str, text: str, category: str, read_by_on: date, now: datetime) -> None:
    against = []
    if not roles:
        against.append(Refusal(N_("Choose who has to read it."), "roles"))
    if not title.strip():
        against.append(Refusal(N_("Please fill this in."), "title"))
    if not text.strip():
        against.append(Refusal(N_("Please fill this in."), "text"))
    if category and category not in current_policy().leaf_by_code:
        against.append(Refusal(N_("Choose one from the list."), "category"))
    if read_by_on < timezone.localdate(now - timedelta(days=1)):
        against.append(Refusal(N_("This day has passed."), "read_by_on"))
    if against:
        raise Refused(against)
