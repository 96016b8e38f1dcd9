"""Timeline entries: append-only and hash-chained, with a content that can be erased without breaking the chain."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import models

from heed.actions.engine.change import Change
from heed.actions.engine.files import sha256_of
from heed.queries.actor import BY_LINK
from heed.queries.record.sealed import text_to_seal
from heed.records.models import Entry, EntryContent
from heed.records.seal_key import seal_keys
from heed.records.writing import insert_all
from heed.seal.record import content_digest, entry_seal


def new_entry(change: Change) -> Entry:
    """Return the entry of this change, chained to the complaint's last entry; not saved."""
    complaint = change.complaint
    salt = secrets.token_hex(16)
    facts = as_json(change.facts) | as_json(change.arrival) | _file_digests(change) | _way_in(change)
    entry = Entry(
        complaint=complaint,
        seq=complaint.version + 1,
        at=change.at,
        move=change.move.name,
        line=change.move.line,
        stage=change.stage,
        round=change.round,
        actor=change.by.kind,
        account=change.by.account,
        order=change.order,
        client_key=change.client_key,
        digest=content_digest(salt, facts),
    )
    entry.hash = entry_seal(seal_keys().current, complaint.head or complaint.number, text_to_seal(Entry, entry))
    entry.content = EntryContent(salt=salt, facts=facts)
    return entry


def _way_in(change: Change) -> dict[str, bool]:
    """Say that the actor came through the link of an order, without signing in."""
    return {BY_LINK: True} if change.by.by_link else {}


def _file_digests(change: Change) -> dict[str, list[str]]:
    """Return the digests of the change's files, so that a replaced file is noticed."""
    digests = sorted(sha256_of(file) for _kind, file in change.files)
    return {"sha256": digests} if digests else {}


def append(entries: Sequence[Entry]) -> None:
    """Save entries and their contents."""
    contents = [entry.content for entry in entries]
    insert_all(entries)
    for entry, content in zip(entries, contents, strict=True):
        content.entry = entry
    insert_all(contents)


def as_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON: instants in ISO format, records as id and name; files and empty facts are left out."""
    return {name: _value_as_json(value) for name, value in facts.items() if not _is_left_out(value)}


def _is_left_out(value: Any) -> bool:
    return value is None or value == "" or isinstance(value, File | list | tuple)


def _value_as_json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return str(value)
    return value
