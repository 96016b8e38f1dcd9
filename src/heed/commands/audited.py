"""Exports from the terminal, in the audit log."""

import getpass
from typing import Any

from django.db import Error

from heed.actions.record.audit import record_event
from heed.commands import complain
from heed.process.words import AuditedData, AuditKind


def record_export(data: AuditedData, **facts: Any) -> None:
    """Record an export with the name of the system's user; where the database takes nothing, say so and go on."""
    try:
        record_event(AuditKind.EXPORT, facts={"data": data.value, "user": _user(), **facts})
    except Error as problem:
        complain(f"This could not be written to the audit log: {problem}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
