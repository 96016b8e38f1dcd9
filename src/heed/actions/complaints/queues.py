"""Queues: a filter of the list is saved under a name, for oneself or for others; its numbers are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.roles import SEES_ALL
from heed.process.words import N_
from heed.queries.access import access_of
from heed.queries.complaints.queues import are_fresh, numbers_of
from heed.records.models import Account, Project, Queue, QueueCounts


@dataclass(frozen=True, slots=True)
class Readers:
    """With whom a queue is shared: those who work at the project (None: at any), of them those of the role, if any."""

    project: Project | None = None
    role: str = ""


@transaction.atomic
def save_queue(
    name: str, asks: Mapping[str, str], *, by: Account, readers: Readers | None = None, queue: Queue | None = None
) -> Queue:
    """Save a filter under a name; `queue`: change this one of the account's own. `readers`: None, only the account.

    Raises Refused for a name that is missing or used already, a filter that asks for nothing, and readers at a project
    that the account does not see.
    """
    name = " ".join(name.split())
    saved = queue or Queue(account=by)
    against = [*_wrong_name(name, by, queue), *_wrong_readers(readers, by)]
    if not asks:
        against.append(Refusal(N_("Choose at least one filter first: a queue is a part of the list.")))
    if saved.account_id != by.pk:
        against.append(Refusal(N_("Only the person who saved this queue can change it.")))
    if against:
        raise Refused(against)
    saved.name, saved.asks, saved.is_shared = name, dict(asks), readers is not None
    saved.project, saved.role = (readers.project, readers.role) if readers else (None, "")
    saved.save()
    QueueCounts.objects.filter(account=by.pk).delete()  # counted at the next look
    return saved


def _wrong_name(name: str, by: Account, queue: Queue | None) -> list[Refusal]:
    if not name:
        return [Refusal(N_("Please fill this in."), "name")]
    if Queue.objects.filter(account=by, name=name).exclude(pk=queue.pk if queue else 0).exists():
        return [Refusal(N_("“%(name)s” is there already."), "name", {"name": name})]
    return []


def _wrong_readers(readers: Readers | None, by: Account) -> list[Refusal]:
    if readers is None:
        return []
    seen = access_of(by).projects()
    outside = seen is not None and (readers.project is None or readers.project.pk not in seen)
    known = not readers.role or readers.role in {role.value for role in SEES_ALL}
    return [] if known and not outside else [Refusal(N_("Choose one from the list."), "shared")]


def remove_queue(queue: Queue, *, by: Account) -> None:
    """Remove a queue of the account's own, for all its readers. Raises Refused for one of another person."""
    if queue.account_id != by.pk:
        raise Refused([Refusal(N_("Only the person who saved this queue can change it."))])
    queue.delete()


def keep_numbers(account: Account, now: datetime | None = None) -> bool:
    """Count the account's queues anew and keep the numbers, unless that was done lately. Return whether it was done."""
    now = now or timezone.now()
    if are_fresh(account, now):
        return False
    kept = {"numbers": numbers_of(account, now), "counted_at": now}
    QueueCounts.objects.update_or_create(account=account, defaults=kept)
    return True
