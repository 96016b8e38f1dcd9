"""The database itself refuses to change or delete a timeline; an entry's content can only be erased."""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    "entry_unchanged": (
        "BEFORE UPDATE ON records_entry BEGIN SELECT RAISE(ABORT, 'an entry of the timeline is never changed'); END"
    ),
    "entry_undeleted": (
        "BEFORE DELETE ON records_entry BEGIN SELECT RAISE(ABORT, 'an entry of the timeline is never deleted'); END"
    ),
    "entry_content_unchanged": (
        "BEFORE UPDATE ON records_entrycontent WHEN NEW.erased_at IS NULL OR NEW.facts <> '{}' "
        "BEGIN SELECT RAISE(ABORT, 'the content of an entry can only be erased'); END"
    ),
    "entry_content_undeleted": (
        "BEFORE DELETE ON records_entrycontent "
        "BEGIN SELECT RAISE(ABORT, 'the content of an entry can only be erased'); END"
    ),
}
_POSTGRESQL = {
    "entry_unchanged": "BEFORE UPDATE OR DELETE ON records_entry FOR EACH ROW EXECUTE FUNCTION heed_refuse()",
    "entry_content_undeleted": "BEFORE DELETE ON records_entrycontent FOR EACH ROW EXECUTE FUNCTION heed_refuse()",
    "entry_content_unchanged": (
        "BEFORE UPDATE ON records_entrycontent FOR EACH ROW "
        "WHEN (NEW.erased_at IS NULL OR NEW.facts::text <> '{}') EXECUTE FUNCTION heed_refuse()"
    ),
}
_REFUSE = (
    "CREATE OR REPLACE FUNCTION heed_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the timeline is never changed or deleted'; END $$"
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers on this database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_REFUSE)
        for name, body in _triggers(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty their tables, and for undoing the migration."""
    tables = {name: body.split(" ON ")[1].split()[0] for name, body in _triggers(connection).items()}
    with connection.cursor() as cursor:
        for name, table in tables.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
