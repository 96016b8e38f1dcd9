"""Policies and calendars, parsed once per process: a version never changes, so that it can be cached."""

from datetime import datetime
from functools import lru_cache

from django.db import connection

from heed.process.calendar import Hours
from heed.process.policy import Policy
from heed.records.models import Calendar, PolicyVersion


@lru_cache(maxsize=64)
def policy_of(version_id: int) -> Policy:
    """Return the policy of this version. PolicyVersion.DoesNotExist: there is no such version."""
    return Policy.model_validate(PolicyVersion.objects.values_list("document", flat=True).get(pk=version_id))


def current_version_id() -> int:
    """Return the id of the newest version, which is in force. In plain SQL, as every intake needs it.

    IndexError: there is none yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {PolicyVersion._meta.db_table} ORDER BY number DESC LIMIT 1")  # noqa: S608
        return int(cursor.fetchall()[0][0])


def current_policy() -> Policy:
    """Return the policy in force."""
    return policy_of(current_version_id())


@lru_cache(maxsize=256)
def _hours_of_calendar(calendar_id: int) -> Hours:
    return Hours.from_document(Calendar.objects.values_list("document", flat=True).get(pk=calendar_id))


def waking_hours_of(version_id: int) -> Hours:
    """Return the hours in which a rung that waits for waking hours may notify a person."""
    return policy_of(version_id).waking_hours


def hours_of(calendar_id: int | None, version_id: int) -> Hours:
    """Return the open hours of this calendar; without one those of the policy."""
    return _hours_of_calendar(calendar_id) if calendar_id else policy_of(version_id).open_hours


@lru_cache(maxsize=16_384)
def open_minutes(calendar_id: int | None, version_id: int, begin: datetime, end: datetime) -> float:
    """Return the minutes of open hours between two instants of the past, which are asked for again and again."""
    return hours_of(calendar_id, version_id).minutes_between(begin, end)


def clear_cache() -> None:
    """Clear the cache: for tests, in which versions are rolled back."""
    policy_of.cache_clear()
    _hours_of_calendar.cache_clear()
    open_minutes.cache_clear()
