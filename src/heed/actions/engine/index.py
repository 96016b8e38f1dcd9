"""The search index, written in the transaction of each change (R10).

For a complaint it holds its lines (`insight.tokens.lines`), from its columns and the texts of its entries, and scopes,
by which the index leaves out what an account cannot see: `p` + project, `a` + account that took it in, owns it or has
an order of it, `d` + department of an order, `o1` while it is open. Scopes may hold too much (a former case owner),
never too little: `queries.access` decides in the end.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from heed.actions.engine.change import Change
from heed.actions.engine.index_table import IndexTable
from heed.actions.engine.old_index import OLD_INDEX
from heed.insight.homes import room
from heed.insight.phones import national_digits
from heed.insight.tokens import lines, tokens
from heed.process.facts import OF_BODY, Kind
from heed.process.moves import MOVES
from heed.process.words import ENDED, ActorKind
from heed.records.fulltext import TABLE
from heed.records.models import Complaint, Entry, Order, SearchText

#: The columns of a complaint that are indexed.
COLUMNS = (
    "number", "title", "content", "name", "unit", "organisation", "contact", "happened", "where", "course", "about",
    "wants", "crux", "state_of_mind", "cause", "authority_reference", "outside_body", "outside_reference",
)  # fmt: skip
#: Characters of a complaint that are indexed; a tsvector is limited in size.
LONGEST = 50_000
OPEN = "o1"
_TEXTS = SearchText._meta.db_table
_INDEX = IndexTable(TABLE)
#: Within `defer`: the complaints that have changed.
_changed: ContextVar[set[int] | None] = ContextVar("changed", default=None)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What is stored of one complaint."""

    complaint_id: int
    text: str
    scopes: str

    @property
    def tokens(self) -> list[str]:
        return sorted(tokens(self.text) | set(self.scopes.split()))


def update(change: Change) -> None:
    """Update the index after a change; `change.complaint` is as it was saved."""
    complaint = change.complaint
    if (changed := _changed.get()) is not None:
        changed.add(complaint.pk)
        return
    if change.case.stage is None:
        put([_row(complaint, [*_columns(complaint), *_of_body(change.facts)], set())])
        return
    said = _texts_of(change.move.name, change.facts) if change.by.kind != ActorKind.CLOCKWORK else []
    said += [str(change.columns[name]) for name in COLUMNS if change.columns.get(name)]
    scopes = _scopes(complaint) | _orders_scopes([change.order] if change.order else [])
    if said or change.order or "case_owner" in change.columns or _ended(change.case.stage) != _ended(change.stage):
        _extend(complaint, said, scopes)


@contextmanager
def defer(batch: int = 200) -> Iterator[None]:
    """Index the changes within this context once, at its end: for thousands of moves in a row.

    After an exception they are not indexed.
    """
    changed: set[int] = set()
    token = _changed.set(changed)
    try:
        yield
    finally:
        _changed.reset(token)
    ids = sorted(changed)
    for first in range(0, len(ids), batch):
        with transaction.atomic():
            index_complaints(ids[first : first + batch])


def _extend(complaint: Complaint, said: Sequence[str], scopes: set[str]) -> None:
    old = SearchText.objects.filter(pk=complaint.pk).first()
    if old is None:
        index_complaints([complaint.pk])
        return
    text = _joined([*old.text.split("\n"), *_lines(said)])
    before = set(old.scopes.split())
    after = before - {OPEN} | scopes
    if (text, after) != (old.text, before):
        SearchText.objects.filter(pk=complaint.pk).update(text=text, scopes=" ".join(sorted(after)))
        added = tokens(text.removeprefix(old.text)) | after - before
        _INDEX.change(complaint.pk, sorted(before - after), sorted(added))


def index_complaints(ids: Iterable[int]) -> int:
    """Make the rows of these complaints again from the record, in the caller's transaction; how many there are."""
    chosen = list(ids)
    found = Complaint.objects.select_for_update(of=("self",)).select_related("place").in_bulk(chosen)
    said: dict[int, list[str]] = {}
    contents = (
        Entry.objects.filter(complaint__in=found)
        .exclude(actor=ActorKind.CLOCKWORK)
        .order_by("complaint_id", "seq")
        .values_list("complaint_id", "move", "content__facts")
    )
    for complaint_id, move, facts in contents:
        said.setdefault(complaint_id, []).extend(_texts_of(move, facts or {}))
    orders: dict[int, list[Order]] = {}
    for order in Order.objects.filter(complaint__in=found):
        orders.setdefault(order.complaint_id, []).append(order)
    take_out(chosen)
    put(
        _row(complaint, [*_columns(complaint), *said.get(key, ())], _orders_scopes(orders.get(key, ())))
        for key, complaint in found.items()
    )
    return len(found)


def take_out(ids: Iterable[int]) -> None:
    """Forget the rows of these complaints."""
    old = SearchText.objects.filter(pk__in=list(ids))
    _INDEX.remove([(row.pk, IndexRow(row.pk, row.text, row.scopes).tokens) for row in old])
    old.delete()


def put(rows: Iterable[IndexRow]) -> None:
    """Store rows of complaints that have none yet."""
    made = list(rows)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {_TEXTS} (complaint_id, text, scopes) VALUES (%s, %s, %s)"  # noqa: S608
        cursor.executemany(statement, [(row.complaint_id, row.text, row.scopes) for row in made])
    _INDEX.put((row.complaint_id, row.tokens) for row in made)


def empty() -> None:
    """Forget every row, also those of old complaints."""
    _INDEX.empty()
    OLD_INDEX.empty()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_TEXTS}")  # noqa: S608


def _row(complaint: Complaint, said: Iterable[str], scopes: set[str]) -> IndexRow:
    return IndexRow(complaint.pk, _joined(_lines(said)), " ".join(sorted(scopes | _scopes(complaint))))


def _columns(complaint: Complaint) -> list[str]:
    """What is found of a complaint's own row, and of its place."""
    texts = [str(getattr(complaint, name)) for name in COLUMNS]
    homes = [complaint.unit]
    if complaint.place is not None:
        texts += [complaint.place.path, complaint.place.number]
        homes += [complaint.place.path, complaint.place.number]
    return [*texts, *(room(home) for home in homes), *national_digits(complaint.contact)]


def _of_body(facts: Mapping[str, Any]) -> list[str]:
    """What a body called itself and the case, so that its number finds the complaint."""
    return [text for fact in OF_BODY if isinstance(text := facts.get(fact.name), str) and text]


def lines_besides(complaint: Complaint, differing: Collection[str]) -> list[str]:
    """Return the lines of a complaint without these columns and the texts of its first entry; its copies share them."""
    texts = [str(getattr(complaint, name)) for name in COLUMNS if name not in differing]
    entries = Entry.objects.filter(complaint=complaint).exclude(actor=ActorKind.CLOCKWORK).exclude(seq=1)
    for move, facts in entries.order_by("seq").values_list("move", "content__facts"):
        texts += _texts_of(move, facts or {})
    return list(dict.fromkeys(_lines(texts)))


def _texts_of(move: str, facts: Mapping[str, Any]) -> list[str]:
    """The words among the facts of a move."""
    names = [fact.name for fact in MOVES[move].facts if fact.kind in (Kind.LINE, Kind.TEXT)] if move in MOVES else []
    return [facts[name] for name in names if isinstance(facts.get(name), str) and facts[name]]


def _lines(said: Iterable[str]) -> Iterable[str]:
    return (line for text in said for line in lines(text[:LONGEST]))


def _joined(found: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(line for line in found if line))[:LONGEST]


def _scopes(complaint: Complaint) -> set[str]:
    accounts = {complaint.received_by_id, complaint.case_owner_id} - {None}
    scopes = {f"p{complaint.project_id}", *(f"a{account}" for account in accounts)}
    return scopes if _ended(complaint.stage) else scopes | {OPEN}


def _orders_scopes(orders: Iterable[Order]) -> set[str]:
    found = set()
    for order in orders:
        found.add(f"d{order.department_id}")
        if order.account_id:
            found.add(f"a{order.account_id}")
    return found


def _ended(stage: str) -> bool:
    return stage in ENDED
