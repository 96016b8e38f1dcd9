"""What of one complaint is sealed, as plain values: its timeline entry by entry, and all that stands beside it.

Each entry is sealed to the one before it. What changes with the time (where the complaint stands, its clocks, promises,
orders, verdicts) is sealed in groups whenever it was written, so that a fault names what was changed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from heed.process.words.base import N_, Word
from heed.seal.keys import KeyRing, SealKey
from heed.seal.text import framed, text_of, values_of


class Damage(Word):
    """A kind of damage to a record."""

    EDITED = "edited", N_("An entry was changed")
    CONTENT_EDITED = "content_edited", N_("The text of an entry was changed")
    CONTENT_LOST = "content_lost", N_("The text of an entry is missing")
    NOT_ERASED = "not_erased", N_("An erased entry has text again")
    FILES_CHANGED = "files_changed", N_("A file of an entry was changed or is missing")
    DELETED = "deleted", N_("An entry is missing")
    CUT = "cut", N_("The latest entries are missing")
    HEAD_EDITED = "head_edited", N_("The complaint does not name its latest entry")
    REPLACED = "replaced", N_("The entries differ from a checkpoint")
    UNREADABLE = "unreadable", N_("The record cannot be read")
    GONE = "gone", N_("The whole complaint is missing")
    COMPLAINT = "complaint", N_("The facts of the complaint were changed")
    CLOCKS = "clocks", N_("The clocks were changed")
    PROMISES = "promises", N_("Promises, proposals, apologies, approvals or compensation were changed")
    ORDERS = "orders", N_("Orders were changed")
    VERDICTS = "verdicts", N_("Return visits, verdicts, assessments or the summary were changed")
    FILE_LIST = "file_list", N_("The list of files or of erasures was changed")


HOLDER = "records_complaint"
FILES = "records_attachment"
ERASURES = "records_erasure"
#: The tables of each group, in the order in which they are sealed. All that belongs to a complaint stands here, or in
#: `LEFT_OUT` with the reason why not; its entries and their words are sealed one by one.
GROUPS: dict[Damage, tuple[str, ...]] = {
    Damage.COMPLAINT: (HOLDER, "records_complaint_accused"),
    Damage.CLOCKS: ("records_clock", "records_clockevent"),
    Damage.PROMISES: (
        "records_promise",
        "records_proposal",
        "records_apology",
        "records_approval",
        "records_compensation",
    ),
    Damage.ORDERS: ("records_order",),
    Damage.VERDICTS: ("records_visit", "records_assessment", "records_summary", "records_bodycase"),
    Damage.FILE_LIST: (FILES, ERASURES),
}
TABLES = tuple(table for tables in GROUPS.values() for table in tables)
LEFT_OUT = {
    "records_entry": "sealed one by one",
    "records_entrycontent": "sealed by the digests of the entries",
    "records_notice": "what was told of it, not what happened",
    "records_reveal": "who looked at it, not what happened",
    "records_ownercode": "a key to the owner's page, which ends after minutes",
    "records_orderlink": "a key to the page of an order, which ends with it",
    "records_complaintmonth": "made from the record",
    "records_complainttotally": "made from the record",
    "records_searchtext": "made from the record",
    "records_searchindex": "made from the record",
    "records_reception": "a visit at the counter, which may belong to no complaint",
    "records_call": "a call, which may belong to no complaint",
    "records_callback": "what was done about a missed call, which may belong to no complaint",
    "records_gatenote": "a line of a guard's shift log, which belongs to no complaint",
    "records_auditevent": "the audit log, a chain of its own",
    "records_monthreport": "a report of a project; the sealed audit log has its digest",
    "records_triagesuggestion": "what the desk was offered; the timeline has what was decided",
    "records_earlywarning": "what may go wrong, and what was said to it; what was done is on the timeline",
    "records_earlywarning_complaints": "what an early warning rests on",
    "records_incident": "what several complaints are about; each keeps its own record",
    "records_incidenttext": "what was written for several complaints together",
    "records_incidentcomplaint": "where it joins and leaves while it is worked on, that is a move on the timeline",
    "records_complainttowatch": "what is to be looked at for early warnings",
    "records_qualitysheet": "how somebody spoke with an owner, which may belong to no complaint",
    "records_qualitymark": "a mark of such a sheet",
    "records_snooze": "what a person set aside from the own list; the timeline has why",
    "records_legalhold": "why it is not erased yet; the audit log has it",
    "records_summons": "a superior who was called, maybe to no complaint",
    "records_daymatter": "at which reception day it was raised; the timeline has what was said",
    "records_surveyinvitation": "a home that was asked, which may belong to no complaint",
    "records_surveyanswer": "what such a home answered",
    "records_heldreport": "a report before it was a complaint; the timeline has it as it was accepted",
    "records_heldfile": "a file of such a report; once accepted it is in the list of files",
    "records_releasedphoto": "who let a photo be seen, not what happened",
}
DIGITS = 32
"""Hex digits that are kept of the seal of an entry, and of each group: without the key none of 2 to the 128 fits."""

ENTRY, STATE, POLICY, AUDIT = "entry", "state", "policy", "audit"
"""What a seal is for."""


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A row of one of `TABLES`: its values by column, as `seal.text` writes them. One value may be its own id."""

    table: str
    text: str

    @property
    def values(self) -> dict[str, str]:
        return values_of(self.text)


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry: its id, its values as text, its seal, and its words (`salt` and `facts`; None where there are none)."""

    id: int
    text: str
    seal: str
    salt: str | None
    facts: Mapping[str, Any] | None

    @property
    def values(self) -> dict[str, str]:
        return values_of(self.text)


@dataclass(frozen=True)
class SealedRecord:
    """One complaint: its entries in their order, its rows in the order of `TABLES` and their ids, and its seal."""

    rows: Sequence[SealedRow]
    entries: Sequence[SealedEntry]
    seal: str

    @cached_property
    def complaint(self) -> dict[str, str]:
        """The columns of the complaint itself; none where its row is missing."""
        return next((row.values for row in self.rows if row.table == HOLDER), {})

    @property
    def number(self) -> str:
        return self.complaint.get("number", "")

    @cached_property
    def files(self) -> dict[int, list[dict[str, str]]]:
        """The rows of the files, by the id of the entry that they came with."""
        found: dict[int, list[dict[str, str]]] = defaultdict(list)
        for row in self.rows:
            if row.table == FILES:
                found[int(row.values["entry_id"])].append(row.values)
        return found

    @cached_property
    def erased(self) -> frozenset[int]:
        """The ids of the entries whose words and files were erased."""
        return frozenset(int(row.values["entry_id"]) for row in self.rows if row.table == ERASURES)


def content_digest(salt: str, facts: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the words of an entry and a salt, without which short words could be guessed from it."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{salt}{text}".encode()).hexdigest()


def audit_seal(key: SealKey, before: str, text: str) -> str:
    """The seal of an event of the audit log; `before` is the seal of the event before it ("" for the first)."""
    return key.seal(AUDIT, framed(before, text))


def changed_events(keys: KeyRing, events: Iterable[tuple[int, str, str]]) -> list[int]:
    """The ids of the events that are not as they were sealed, or before which one is missing.

    `events`: id, text and seal of each, in their order.
    """
    found, before = [], ""
    for number, text, seal in events:
        if not keys.fits(seal, AUDIT, framed(before, text)):
            found.append(number)
        before = seal
    return found


def entry_seal(key: SealKey, previous: str, text: str) -> str:
    """The seal of an entry after the previous one's; the first is sealed to the complaint's number."""
    return key.seal(ENTRY, framed(previous, text))[:DIGITS]


def entry_fits(ring: KeyRing, seal: str, previous: str, text: str) -> bool:
    """Whether the entry is as it was sealed, after the same one."""
    return ring.fits(seal, ENTRY, framed(previous, text), DIGITS)


def running_sums(record: SealedRecord) -> list[str]:
    """A sum for each length of the timeline, from none on: SHA-256 of the one before and the next entry.

    It needs no key, so a signed checkpoint that names one proves all entries up to there to anybody.
    """
    sums = [sha256(record.number.encode()).hexdigest()]
    for entry in record.entries:
        sums.append(sha256(f"{sums[-1]}{entry.text}".encode()).hexdigest())
    return sums


def state_seal(key: SealKey, rows: Iterable[SealedRow]) -> str:
    """The seal of all that stands beside the timeline: one of each group, the later ones bound to the first."""
    texts, seal = _group_texts(rows), ""
    for group in GROUPS:
        seal += key.seal(STATE, framed(group, seal[:DIGITS], texts[group]))[:DIGITS]
    return seal


def changed_groups(ring: KeyRing, record: SealedRecord) -> list[Damage]:
    """The groups that are not as they were sealed."""
    texts, seal, found = _group_texts(record.rows), record.seal, []
    for place, group in enumerate(GROUPS):
        bound = seal[:DIGITS] if place else ""
        part = seal[place * DIGITS : (place + 1) * DIGITS]
        if not ring.fits(part, STATE, framed(group, bound, texts[group]), DIGITS):
            found.append(group)
    return found


_GROUP_OF = {table: group for group, tables in GROUPS.items() for table in tables}


def _group_texts(rows: Iterable[SealedRow]) -> dict[Damage, str]:
    parts: dict[Damage, list[str]] = {group: [] for group in GROUPS}
    for row in rows:
        parts[_GROUP_OF[row.table]].append(framed(row.table, row.text))
    return {group: "".join(texts) for group, texts in parts.items()}


def row_of(table: str, values: Mapping[str, str]) -> SealedRow:
    """A row of its values."""
    return SealedRow(table, text_of(values))
