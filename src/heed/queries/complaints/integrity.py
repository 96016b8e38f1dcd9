"""Checking the timeline of a complaint: edits, deletions and a cut end are found.

Content that was erased on purpose is no fault: its digest stays in the entry, and the chain does not need it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heed.process.words.base import N_, Word
from heed.records.models import Complaint, Entry, EntryContent
from heed.records.seal import digest_of, hash_of


class Damage(Word):
    """A kind of damage to a timeline."""

    EDITED = "edited", N_("An entry was changed")
    CONTENT_EDITED = "content_edited", N_("The text of an entry was changed")
    CONTENT_LOST = "content_lost", N_("The text of an entry is missing")
    FILES_CHANGED = "files_changed", N_("A file of an entry was changed or is missing")
    DELETED = "deleted", N_("An entry is missing")
    CUT = "cut", N_("The latest entries are missing")
    HEAD_EDITED = "head_edited", N_("The seal of the complaint was changed")


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One fault, at the entry of this number (of a deletion or a cut: the first missing entry)."""

    seq: int
    damage: Damage


def verify_chain(complaint: Complaint) -> list[ChainFault]:
    """Return the faults of the complaint's timeline as it is in the database, in order; empty: intact."""
    fresh = Complaint.objects.only("number", "version", "head").get(pk=complaint.pk)
    return chain_faults(fresh, fresh.entries.select_related("content").prefetch_related("attachments").order_by("seq"))


def chain_faults(complaint: Complaint, entries: Iterable[Entry]) -> list[ChainFault]:
    """Return the faults of these entries: all of the complaint, by their numbers, with content and attachments."""
    previous, expected, found = complaint.number, 1, []
    for entry in entries:
        if entry.seq > expected:
            found.append(ChainFault(expected, Damage.DELETED))
        elif hash_of(entry, previous) != entry.hash:
            found.append(ChainFault(entry.seq, Damage.EDITED))
        found += _content_faults(entry)
        previous, expected = entry.hash, entry.seq + 1
    return [*found, *_tail_faults(complaint, expected, previous)]


def _content_faults(entry: Entry) -> Iterator[ChainFault]:
    try:
        content = entry.content
    except EntryContent.DoesNotExist:
        yield ChainFault(entry.seq, Damage.CONTENT_LOST)
        return
    if content.erased_at is None and digest_of(content.salt, content.facts) != entry.digest:
        yield ChainFault(entry.seq, Damage.CONTENT_EDITED)
    if content.erased_at is None and _files(entry) != content.facts.get("sha256", []):
        yield ChainFault(entry.seq, Damage.FILES_CHANGED)


def _files(entry: Entry) -> list[str]:
    return sorted(attachment.sha256 for attachment in entry.attachments.all())


def _tail_faults(complaint: Complaint, expected: int, last: str) -> Iterator[ChainFault]:
    if complaint.version >= expected:
        yield ChainFault(expected, Damage.CUT)
    elif complaint.head != last:
        yield ChainFault(expected - 1, Damage.HEAD_EDITED)
