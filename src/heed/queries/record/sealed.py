"""Records as they are sealed, read from the database in one query however many complaints are asked for.

The database itself writes each row as the text that is sealed, the same text on SQLite and on PostgreSQL.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db import connection, models

from heed.config.often_run import OftenRun
from heed.records.models import AuditEvent, Complaint, Entry, EntryContent, PolicyVersion
from heed.records.models._fields import HexField
from heed.seal.keys import sha256
from heed.seal.record import HOLDER, TABLES, SealedEntry, SealedRecord, SealedRow
from heed.seal.text import instant, text_of

#: Columns that are no part of the text: the seals themselves.
UNSEALED = {
    Complaint: ("seal",),
    PolicyVersion: ("seal",),
    Entry: ("id", "complaint_id", "hash"),
    AuditEvent: ("id", "seal"),
}
_ENTRIES, _SEALS = len(TABLES), len(TABLES) + 1
"""Stand in the place of a table's number: an entry, and the seal of a complaint."""


def sealed_rows_of(complaint_ids: Sequence[int]) -> dict[int, list[SealedRow]]:
    """What stands beside the timeline of each of these complaints, in the order in which it is sealed."""
    found: dict[int, list[SealedRow]] = {pk: [] for pk in complaint_ids}
    if not found:
        return found
    asked = _rounded(complaint_ids)
    with connection.cursor() as cursor:
        cursor.execute(_rows_statement(connection.vendor, len(asked)), asked * len(TABLES))
        for pk, place, _, _, text, *_ in cursor.fetchall():
            found[pk].append(SealedRow(TABLES[place], text))
    return found


def sealed_records(complaint_ids: Sequence[int]) -> list[SealedRecord]:
    """These complaints as they are sealed, in this order, as they stood at one instant.

    One whose row is gone has what is left of it.
    """
    rows: dict[int, list[SealedRow]] = {pk: [] for pk in complaint_ids}
    entries: dict[int, list[SealedEntry]] = {pk: [] for pk in complaint_ids}
    seals = dict.fromkeys(complaint_ids, "")
    with connection.cursor() as cursor:
        statement = _records_statement(connection.vendor, len(complaint_ids))
        cursor.execute(statement, [*complaint_ids] * (len(TABLES) + 2))
        for pk, place, _, row_id, text, seal, salt, facts in cursor.fetchall():
            if place < len(TABLES):
                rows[pk].append(SealedRow(TABLES[place], text))
            elif place == _ENTRIES:
                entries[pk].append(SealedEntry(row_id, text, seal, salt, _facts(facts)))
            else:
                seals[pk] = seal
    return [SealedRecord(rows[pk], entries[pk], seals[pk]) for pk in complaint_ids]


def _rounded(complaint_ids: Sequence[int]) -> list[int]:
    """These ids, the last one repeated up to a power of two: so few different statements are made and kept."""
    more = (1 << (len(complaint_ids) - 1).bit_length()) - len(complaint_ids)
    return [*complaint_ids, *[complaint_ids[-1]] * more]


def _facts(text: str | None) -> Any:
    """The facts of an entry; None where there are none; what is no JSON stays text, and fits no digest."""
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text


def policy_texts() -> dict[int, str]:
    """Every policy version as the text that is sealed, by its number."""
    table = PolicyVersion._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t.number, {row_text(PolicyVersion, connection.vendor)} FROM {table} t", [])  # noqa: S608
        return dict(cursor.fetchall())


def audit_texts() -> Iterator[tuple[int, str, str]]:
    """Each event of the audit log in the order of the chain: its id, the text that is sealed, and its seal."""
    table = AuditEvent._meta.db_table
    statement = f"SELECT t.id, {row_text(AuditEvent, connection.vendor)}, t.seal FROM {table} t ORDER BY t.id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [])
        while rows := cursor.fetchmany(1000):
            yield from rows


def newest_audit_seal() -> str:
    """The seal of the newest event of the audit log; "" where there is none."""
    return AuditEvent.objects.order_by("-pk").values_list("seal", flat=True).first() or ""


def policy_sums() -> dict[str, str]:
    """SHA-256 of each policy version, by its number as text."""
    return {str(number): sha256(text) for number, text in sorted(policy_texts().items())}


def text_to_seal(model: type[models.Model], row: Any) -> str:
    """The text of a row of this model that is not written yet, as the database will give it."""
    fields = (field for field in model._meta.concrete_fields if field.column not in UNSEALED[model])
    return text_of({field.column: _plain(getattr(row, field.attname)) for field in fields})


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return instant(value) if isinstance(value, datetime) else str(value)


@cache
def _rows_statement(vendor: str, many: int) -> OftenRun:
    """All rows of the sealed tables: complaint, place of the table, order, id, text, and nothing more."""
    return OftenRun(" UNION ALL ".join(_rows_parts(vendor, many)) + " ORDER BY 1, 2, 3")


@cache
def _records_statement(vendor: str, many: int) -> OftenRun:
    """The same with the entries, their seals, salts and facts, and the seals of the complaints themselves.

    It is one statement, so that what it gives belongs together whoever writes meanwhile.
    """
    named, content = _named(many), EntryContent._meta.db_table
    facts = "c.facts" if vendor == "sqlite" else "CAST(c.facts AS text)"
    entries = (
        f"SELECT t.complaint_id, {_ENTRIES}, t.seq, t.id, {row_text(Entry, vendor)}, {hex_of('t.hash', vendor)}, "  # noqa: S608
        f"{hex_of('c.salt', vendor)}, {facts} "
        f"FROM {Entry._meta.db_table} t LEFT JOIN {content} c ON c.entry_id = t.id WHERE t.complaint_id IN ({named})"
    )
    seals = f"SELECT id, {_SEALS}, 0, id, '', {hex_of('seal', vendor)}, '', '' FROM {HOLDER} WHERE id IN ({named})"  # noqa: S608
    return OftenRun(" UNION ALL ".join([*_rows_parts(vendor, many), entries, seals]) + " ORDER BY 1, 2, 3")


def _rows_parts(vendor: str, many: int) -> Iterator[str]:
    for place, table in enumerate(TABLES):
        model = _model_of(table)
        owner, join = _way_to_complaint(model)
        pk = f"t.{connection.ops.quote_name(model._meta.pk.column)}"
        columns = f"{owner}, {place}, {pk}, {pk}, {row_text(model, vendor)}, '', '', ''"
        yield f"SELECT {columns} FROM {table} t {join} WHERE {owner} IN ({_named(many)})"  # noqa: S608


def _named(many: int) -> str:
    return ", ".join(["%s"] * many)


def _model_of(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)


def _way_to_complaint(model: type[models.Model]) -> tuple[str, str]:
    """The column that names the complaint of a row `t` of this model, and what has to be joined for it."""
    if model is Complaint:
        return "t.id", ""
    fields = [field for field in model._meta.concrete_fields if field.is_relation]
    keys = {cast("type[models.Model]", field.related_model): field for field in fields}
    if Complaint in keys:
        return "t.complaint_id", ""
    for related, field in keys.items():
        if any(one.name == "complaint" for one in related._meta.concrete_fields):
            return "p.complaint_id", f"JOIN {related._meta.db_table} p ON p.id = t.{field.column}"
    raise LookupError(f"{model.__name__} belongs to no complaint.")


def row_text(model: type[models.Model], vendor: str) -> str:
    """The SQL that writes a row `t` of a model as `seal.text.text_of` writes its values."""
    without = UNSEALED.get(model, ())
    columns = sorted(
        (field for field in model._meta.concrete_fields if field.column not in without), key=lambda field: field.column
    )
    return " || ".join(_value_text(field, vendor) for field in columns)


def hex_of(column: str, vendor: str) -> str:
    """The SQL that writes bytes as hex digits, as `HexField` does."""
    if vendor == "sqlite":  # whose `hex` writes nothing for NULL
        return f"CASE WHEN {column} IS NOT NULL THEN lower(hex({column})) END"
    return f"encode({column}, 'hex')"


def _value_text(field: "models.Field[Any, Any]", vendor: str) -> str:
    column = f"t.{connection.ops.quote_name(field.column)}"
    if isinstance(field, HexField):
        value = hex_of(column, vendor)
    else:
        value = _sqlite_text(field, column) if vendor == "sqlite" else _postgresql_text(field, column)
    return f"coalesce('{field.column}=' || length(nullif({value}, '')) || ':' || {value} || ';', '')"


def _sqlite_text(field: "models.Field[Any, Any]", column: str) -> str:
    if isinstance(field, models.BooleanField):
        return f"CASE {column} WHEN 1 THEN '1' ELSE '' END"
    if isinstance(field, models.DecimalField):
        return f"CASE WHEN {column} IS NOT NULL THEN printf('%%.{field.decimal_places}f', {column}) END"
    return _sqlite_instant(column) if isinstance(field, models.DateTimeField) else column


def _sqlite_instant(column: str) -> str:
    """An instant is a number there; what is none was put there by another program, and stays what it is."""
    seconds = f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', {column} / 1000000, 'unixepoch')"
    part = f"CASE {column} %% 1000000 WHEN 0 THEN '' ELSE printf('.%%06d', {column} %% 1000000) END"
    return f"CASE typeof({column}) WHEN 'integer' THEN {seconds} || {part} ELSE {column} END"


def _postgresql_text(field: "models.Field[Any, Any]", column: str) -> str:
    if isinstance(field, models.BooleanField):
        return f"CASE WHEN {column} THEN '1' ELSE '' END"
    if isinstance(field, models.DateTimeField):
        return f"replace(to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '.000000', '')"
    if isinstance(field, models.DateField):
        return f"to_char({column}, 'YYYY-MM-DD')"
    return f"CAST({column} AS text)"
