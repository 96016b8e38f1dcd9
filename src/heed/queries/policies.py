"""Policies and calendars, parsed once a process: versions are never changed, so a parsed one stays right."""

from functools import lru_cache

from django.db import connection

from heed.process.calendar import Hours
from heed.process.policy import Policy
from heed.records.models import Calendar, PolicyVersion


@lru_cache(maxsize=64)
def policy_of(version_id: int) -> Policy:
    """The policy of this version. PolicyVersion.DoesNotExist: no such version."""
    return Policy.model_validate(PolicyVersion.objects.values_list("document", flat=True).get(pk=version_id))


def current_version_id() -> int:
    """The id of the version in force: the newest. Asked for all that is taken in, and so in plain SQL.

    IndexError: there is none yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {PolicyVersion._meta.db_table} ORDER BY number DESC LIMIT 1")  # noqa: S608
        return int(cursor.fetchall()[0][0])


def current_policy() -> Policy:
    """The policy in force."""
    return policy_of(current_version_id())


@lru_cache(maxsize=256)
def _hours_of_calendar(calendar_id: int) -> Hours:
    return Hours.from_document(Calendar.objects.values_list("document", flat=True).get(pk=calendar_id))


def waking_hours_of(version_id: int) -> Hours:
    """When a person may be woken by a rung that waits for waking hours."""
    return policy_of(version_id).waking_hours


def hours_of(calendar_id: int | None, version_id: int) -> Hours:
    """The open time of this calendar, or (none) of the policy."""
    return _hours_of_calendar(calendar_id) if calendar_id else policy_of(version_id).open_hours


def clear_cache() -> None:
    """Forget what was parsed: only where versions can be unwritten, as in tests."""
    policy_of.cache_clear()
    _hours_of_calendar.cache_clear()
