"""The database itself refuses what is never done to a record: the first fence before its seals.

A row of the `APPEND_ONLY` tables is never changed after it was written; one of the `NEVER_DELETED` may be. Neither is
ever deleted, emptied or replaced by a row of the same id. The words of an entry can only be erased, and only after
their erasure is on record.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("entry", "erasure", "clockevent", "checkpoint", "auditevent")
NEVER_DELETED = (
    "complaint", "entrycontent", "clock", "promise", "proposal", "apology", "approval", "compensation", "order",
    "visit", "summary", "assessment", "attachment", "policyversion", "monthreport",
)  # fmt: skip
CONTENT = "entrycontent"
#: Further columns by which SQLite would replace a row, besides its id.
_UNIQUE = {"entry": ("complaint_id", "seq"), "complaint": ("number",), "summary": ("complaint_id",)}
_KEYS = {"entrycontent": "entry_id", "erasure": "entry_id", "checkpoint": "number"}

_IS_ERASED = (
    "length(NEW.salt) = 0 AND NEW.entry_id = OLD.entry_id "
    "AND EXISTS (SELECT 1 FROM records_erasure WHERE entry_id = NEW.entry_id)"
)
_REFUSED = "a record is never changed or deleted"
_FUNCTIONS = {
    "heed_refuse": f"BEGIN RAISE EXCEPTION '{_REFUSED}'; END",
    "heed_refuse_but_erasure": (
        f"BEGIN IF NEW.facts::text = '{{}}' AND {_IS_ERASED} THEN RETURN NEW; END IF; RAISE EXCEPTION '{_REFUSED}'; END"
    ),
}
"""By name: what PostgreSQL runs."""
_EACH_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32
"""PostgreSQL's bits of a trigger's type."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its name, its table, and how the database describes it when asked."""

    name: str
    table: str
    made_by: str
    known_as: tuple[str, ...]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers on this database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _FUNCTIONS.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for trigger in triggers_of(connection.vendor):
            cursor.execute(trigger.made_by)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty their tables, and for undoing the migration."""
    with connection.cursor() as cursor:
        for trigger in triggers_of(connection.vendor):
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that this database lacks, has switched off, or has in another form."""
    found = _postgresql_found(connection) if connection.vendor == "postgresql" else _sqlite_found(connection)
    return [trigger.name for trigger in triggers_of(connection.vendor) if found.get(trigger.name) != trigger.known_as]


def triggers_of(vendor: str) -> Iterator[Trigger]:
    """Every trigger of a database of this kind."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _sqlite() -> Iterator[Trigger]:
    def trigger(name: str, table: str, when: str) -> Trigger:
        made_by = f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        return Trigger(name, table, made_by, (made_by,))

    for short in (*APPEND_ONLY, *NEVER_DELETED):
        table, key = f"records_{short}", _KEYS.get(short, "id")
        same = [f"{key} = NEW.{key}"]
        if unique := _UNIQUE.get(short):
            same.append(" AND ".join(f"{column} = NEW.{column}" for column in unique))
        exists = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608
        yield trigger(f"{short}_undeleted", table, f"BEFORE DELETE ON {table}")
        yield trigger(f"{short}_unreplaced", table, f"BEFORE INSERT ON {table} WHEN {exists}")
        if short in APPEND_ONLY:
            yield trigger(f"{short}_unchanged", table, f"BEFORE UPDATE ON {table}")
    yield trigger(
        f"{CONTENT}_unchanged",
        f"records_{CONTENT}",
        f"BEFORE UPDATE ON records_{CONTENT} WHEN NOT (NEW.facts = '{{}}' AND {_IS_ERASED})",
    )


def _postgresql() -> Iterator[Trigger]:
    def trigger(name: str, short: str, function: str, *, of: int, each: str) -> Trigger:
        table = f"records_{short}"
        events = {_DELETE: "DELETE", _UPDATE: "UPDATE", _TRUNCATE: "TRUNCATE"}
        when = " OR ".join(word for bit, word in events.items() if of & bit)
        made_by = f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        kind = of | _BEFORE | (_EACH_ROW if each == "ROW" else 0)
        return Trigger(name, table, made_by, (table, str(kind), "O", function, _FUNCTIONS[function]))

    for short in (*APPEND_ONLY, *NEVER_DELETED):
        bits = _DELETE | (_UPDATE if short in APPEND_ONLY else 0)
        yield trigger(f"{short}_undeleted", short, "heed_refuse", of=bits, each="ROW")
        yield trigger(f"{short}_unemptied", short, "heed_refuse", of=_TRUNCATE, each="STATEMENT")
    yield trigger(f"{CONTENT}_unchanged", CONTENT, "heed_refuse_but_erasure", of=_UPDATE, each="ROW")


def _sqlite_found(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: (sql,) for name, sql in cursor.fetchall()}


def _postgresql_found(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, p.proname, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgqual IS NULL AND c.relnamespace = current_schema()::regnamespace"
        )
        return {
            name: (table, str(kind), enabled, function, body) for name, table, kind, enabled, function, body in cursor
        }
