"""How the timeline is sealed: each hash covers the one before it, so that no change goes unseen."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from heed.records.models.entry import Entry


def digest_of(salt: str, facts: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the salt and the content's JSON."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def hash_of(entry: Entry, previous: str) -> str:
    """SHA-256, in hex, that seals an entry to the previous one's hash; the first, to the complaint's number."""
    return hash_from(previous, sealed_of(entry))


def hash_from(previous: str, sealed: str) -> str:
    """The same, of what `sealed_of` made of the entry."""
    return hashlib.sha256(f"[{json.dumps(previous)}, {sealed}".encode()).hexdigest()


def sealed_of(entry: Entry) -> str:
    """What is sealed of an entry itself: JSON that lacks its beginning, the hash before it."""
    sealed = (
        entry.seq,
        entry.at.timestamp(),
        entry.move,
        str(entry.line),
        str(entry.stage),
        entry.round,
        str(entry.actor),
        entry.account_id,
        entry.order_id,
        entry.digest,
    )
    return json.dumps(sealed)[1:]
