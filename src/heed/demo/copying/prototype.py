"""Prototypes: complaints that are read once with all their rows, to be copied many times by `bulk_insert`.

What the actions wrote for a prototype is copied as it stands, so a copy keeps every rule that the prototype keeps.
Files are not copied: the rows of attachments point to the prototype's files. Instants move by whole weeks, because
open hours repeat weekly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from django.db import connection, models
from django.db.models import F

from heed.queries.record.sealed import text_to_seal
from heed.records.models import (
    Apology,
    Approval,
    Assessment,
    Attachment,
    Clock,
    ClockEvent,
    Complaint,
    Entry,
    EntryContent,
    Order,
    Promise,
    Proposal,
    Summary,
    Visit,
)
from heed.records.seal_key import seal_keys
from heed.seal.record import content_digest, entry_seal

Model = type[models.Model]
#: The models whose rows belong to a complaint, parents before children, with the lookup that leads back to it.
PARTS: tuple[tuple[Model, str], ...] = (
    (Order, "complaint"), (Apology, "complaint"), (Promise, "complaint"), (Assessment, "complaint"),
    (Proposal, "complaint"), (Approval, "complaint"), (Visit, "complaint"), (Summary, "complaint"),
    (Entry, "complaint"), (Attachment, "complaint"), (EntryContent, "entry__complaint"), (Clock, "complaint"),
    (ClockEvent, "clock__complaint"),
)  # fmt: skip
MODELS: tuple[Model, ...] = (Complaint, *(model for model, _ in PARTS))

#: Columns of a complaint that come from the copy's owner, that every copy has of its own, that are always empty.
OF_OWNER = ("person_id", "place_id", "name", "contact", "unit")
OWN = ("number", "serial", "link_nonce", "link_hash", "title", "content")
NEVER_COPIED = ("client_key", "repeat_of_id")


def load_prototypes(complaints: Sequence[Complaint]) -> list["Prototype"]:
    """These complaints with all rows that belong to each."""
    parts: dict[int, dict[Model, list[models.Model]]] = {
        complaint.pk: {model: [] for model, _ in PARTS} for complaint in complaints
    }
    for model, path in PARTS:
        rows = model._default_manager.filter(**{f"{path}__in": parts}).order_by("pk").annotate(of_complaint=F(path))
        for row in rows:
            parts[getattr(row, "of_complaint")][model].append(row)  # noqa: B009  # an annotation has no type
    return [Prototype(complaint, parts[complaint.pk]) for complaint in complaints]


class Prototype:
    """A complaint to copy. `facts` are those of its first entry; `counts` says how many rows it has of each model."""

    def __init__(self, complaint: Complaint, parts: Mapping[Model, Sequence[models.Model]]) -> None:
        self.complaint = complaint
        self._rows: dict[Model, Sequence[models.Model]] = {Complaint: [complaint], **parts}
        self._entries = cast("Sequence[Entry]", parts[Entry])
        first = cast("EntryContent", parts[EntryContent][0])
        self.facts: Mapping[str, Any] = first.facts
        self._salt = first.salt
        self.counts = {model: len(rows) for model, rows in self._rows.items()}
        self._places = {(type(row), row.pk): place for rows in self._rows.values() for place, row in enumerate(rows)}
        self._moved: dict[int, list[SimpleNamespace]] = {}

    def received_at(self, weeks: int) -> datetime:
        """When a copy that is so many weeks earlier was received."""
        return self.complaint.received_at - timedelta(weeks=weeks)

    def received_on(self, weeks: int) -> date:
        """The day in the number of such a copy."""
        return self.complaint.received_on - timedelta(weeks=weeks)

    def rows(self, model: Model) -> Iterator[list[Any]]:
        """The rows of a model, each as its position and its columns; the id of a copied row is given as a position."""
        for place, row in enumerate(self._rows[model]):
            yield [place, *(self._value(row, column) for column in model._meta.concrete_fields)]

    def seal(self, weeks: int, number: str, facts: Mapping[str, Any], first_order: int) -> tuple[str, str]:
        """The digest of a copy's first entry, and the hashes of all its entries joined."""
        digest, hashes, head, key = content_digest(self._salt, facts), [], number, seal_keys().current
        for place, entry in enumerate(self._moved_entries(weeks)):
            if place == 0:
                entry.digest = digest
            if entry.order is not None:
                entry.order_id = first_order + entry.order
            head = entry_seal(key, head, entry.sealed or text_to_seal(Entry, entry))
            hashes.append(head)
        return digest, "".join(hashes)

    def _value(self, row: models.Model, column: "models.Field[Any, Any]") -> Any:
        value = getattr(row, column.attname)
        if value is None or column.attname in NEVER_COPIED:
            return None
        if column.related_model in self._rows:
            return self._places[column.related_model, value]
        return column.get_db_prep_save(value, connection)

    def _moved_entries(self, weeks: int) -> list[SimpleNamespace]:
        """The entries of a copy, with the columns that the seal reads."""
        if weeks not in self._moved:
            self._moved[weeks] = [self._moved_entry(entry, weeks) for entry in self._entries]
        return self._moved[weeks]

    def _moved_entry(self, entry: Entry, weeks: int) -> SimpleNamespace:
        """One entry of a copy: `order` is its order's position; `sealed` is "" where it differs from copy to copy."""
        moved = SimpleNamespace(
            **{column.attname: getattr(entry, column.attname) for column in Entry._meta.concrete_fields}
        )
        moved.at -= timedelta(weeks=weeks)
        moved.client_key = None
        moved.order = None if entry.order_id is None else self._places[Order, entry.order_id]
        differs = entry is self._entries[0] or moved.order is not None
        moved.sealed = "" if differs else text_to_seal(Entry, moved)
        return moved


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy to make: of which prototype, how many weeks earlier, and what it has of its own."""

    prototype: Prototype
    weeks: int
    columns: Mapping[str, Any]  # of the complaint: OWN, and of OF_OWNER those that differ from the prototype's
    facts: Mapping[str, Any]  # of its first entry
