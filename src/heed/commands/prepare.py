"""`heed prepare`: makes what Heed needs before it serves: tables, translations, collected static files."""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from heed import __version__
from heed.commands import NO_ACCOUNT_YET, READY, complain, say
from heed.commands.permissions import close_to_others
from heed.config.environment import make_folder
from heed.config.first_link import no_account_yet
from heed.i18n import catalogue
from heed.records.seal_key import seal_keys

PATIENCE = 5
"""Seconds to wait for the database."""
ONE_AT_A_TIME = 0x68656564
"""The key of PostgreSQL's advisory lock, by which two machines do not migrate one database at once."""


def main(arguments: list[str]) -> int:
    """Put everything in place; print only what had to be done. Returns READY, NO_ACCOUNT_YET, or 1 for no database."""
    make_folder(settings.HEED_DATA)
    if trouble := database_trouble():
        complain(f"The database does not answer: {trouble}")
        return 1
    if has_vanished():
        complain(
            f"The database {connection.settings_dict['NAME']} is missing or empty, and Heed has worked with it before. "
            f"Bring it back with `heed restore FILE`. To begin with an empty one, remove {_mark()} first."
        )
        return 1
    if newer := migrations_of_a_newer_heed():
        complain(
            f"The database was made by a newer Heed ({newer[0]}): run that version, or restore a backup of this one. "
            "Nothing was changed."
        )
        return 1
    make_tables()
    if still_open := close_to_others():
        complain(f"Others on this machine may read {', '.join(map(str, still_open))}: close them (chmod go=).")
        return 1
    seal_keys()
    _mark().write_text(_database_name(), encoding="utf-8")
    compile_messages()
    collect_static()
    return NO_ACCOUNT_YET if no_account_yet() else READY


def has_vanished() -> bool:
    """Whether Heed has worked with this database before, and it holds no tables now."""
    mark = _mark()
    known = mark.exists() and mark.read_text(encoding="utf-8") == _database_name()
    return known and not connection.introspection.table_names()


def _mark() -> Path:
    """Names the database that Heed has worked with."""
    return Path(settings.HEED_DATA) / "database-made"


def _database_name() -> str:
    known = connection.settings_dict
    return f"{connection.vendor} {known['HOST']} {known['NAME']}"


def driver() -> Any:
    """The module of the database driver: psycopg, or the SQLite that was chosen."""
    return connection.Database  # type: ignore[attr-defined]


def database_trouble() -> str:
    """Why the database does not answer, in one line; "" when it does.

    PostgreSQL is connected without the pool, which would retry for long and then not say why.
    """
    try:
        if connection.vendor == "postgresql":
            alone = {**connection.get_connection_params(), "connect_timeout": PATIENCE}
            driver().connect(**alone).close()
        else:
            connection.ensure_connection()
    except (DatabaseError, driver().Error, ImproperlyConfigured) as problem:
        return " ".join(str(problem).split())
    return ""


def make_tables() -> None:
    """Bring the database up to date, including the table of the cache."""
    make_folder(settings.HEED_DATA)
    with _one_at_a_time():
        if waiting := migrations_waiting():
            say(f"Bringing the database up to date ({len(waiting)} steps) …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def migrations_waiting() -> list[str]:
    """The migrations that are not applied, as `app.name`, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrations_of_a_newer_heed() -> list[str]:
    """Steps that the database has taken and this Heed does not know, as `app.name`."""
    loader = MigrationLoader(connection)
    known = {*loader.disk_migrations, *(key for step in loader.disk_migrations.values() for key in step.replaces)}
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app == "records" if (app, name) not in known
    )


def compile_messages() -> None:
    """Compile the translations that are newer than their compiled file."""
    if catalogue.stale():
        try:
            catalogue.compile()
        except OSError as problem:
            complain(f"The translations cannot be compiled ({problem}); they are as they were installed.")


def collect_static() -> None:
    """Collect the static files, if they have changed since they were collected."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = _print_of_static_files()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    say("Collecting the static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now, encoding="ascii")


def _print_of_static_files() -> str:
    """A fingerprint of the path, size and time of every static file, and of Heed's version."""
    seen = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            seen.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait while another machine brings the same PostgreSQL database up to date.

    The lock belongs to a transaction on a separate connection, so that it works through PgBouncer too. SQLite needs
    none: it has one writer at a time, and `heed run` runs only once on a data directory.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with closing(connections.create_connection("default")) as keeper:
        keeper.set_autocommit(False)
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        yield
        keeper.rollback()
