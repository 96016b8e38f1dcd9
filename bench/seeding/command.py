"""`python -m bench seed-data N`: make N complaints fast, for measuring.

They belong to an estate of their own (code S1 by default). Run again, it goes on after the last number.
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection

from bench.seeding.prototypes import POLICY_NOTE, play_prototypes
from bench.seeding.seed import seed
from heed.commands import complain, say
from heed.commands.prepare import make_tables
from heed.commands.progress import ProgressBar
from heed.demo.making import MARK as DEMO_NOTE
from heed.records import fulltext
from heed.records.models import Account, Complaint, PolicyVersion

_UNCHECKED = {
    "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"),
    "postgresql": (
        "SELECT set_config('session_replication_role', 'replica', false) WHERE current_setting('is_superuser') = 'on'",
    ),
}
"""For each database: what leaves its checks out in this session."""


def main(arguments: list[str]) -> int:
    """Make the complaints and print the rate. Returns 1, having done nothing, in a database of real complaints."""
    parser = argparse.ArgumentParser("python -m bench seed-data", description="Make many complaints fast.")
    parser.add_argument("many", type=int, metavar="N", help="how many")
    parser.add_argument("--code", default="S1", help="the code of the estate they belong to (default S1)")
    parser.add_argument("--anyway", action="store_true", help="also in a database that holds real complaints")
    options = parser.parse_args(arguments)
    make_tables()
    real = _holds_real_complaints()
    if real and not options.anyway:
        complain("This database holds complaints that are neither the demo's nor made for measuring: nothing was done.")
        return 1
    prototypes = play_prototypes(options.code, datetime.now(UTC))
    if not real:
        _skip_checks()
    started = time.perf_counter()
    with _without_index_of_words():
        seed(options.many, prototypes, options.code, ProgressBar("  "))
    seconds = time.perf_counter() - started
    say(f"{options.many} complaints in {seconds:.1f} s: {options.many / seconds:.0f} a second.")
    return 0


def _holds_real_complaints() -> bool:
    first = PolicyVersion.objects.filter(number=1).first()
    made_up = first is not None and first.note.startswith((DEMO_NOTE, POLICY_NOTE))
    return not made_up and (Complaint.objects.exists() or Account.objects.exists())


def _skip_checks() -> None:
    """Spare the database its checks: a copy keeps what its prototype keeps, and lost rows are made again.

    PostgreSQL checks two million keys of other tables at the end of a batch; only its superuser may leave that out.
    """
    with connection.cursor() as cursor:
        for statement in _UNCHECKED[connection.vendor]:
            cursor.execute(statement)


@contextmanager
def _without_index_of_words() -> Iterator[None]:
    """Leave PostgreSQL's index of words out meanwhile, and make it at the end, also where the work breaks off."""
    indexes = fulltext.indexes() if connection.vendor == "postgresql" else {}
    with connection.cursor() as cursor:
        for name in indexes:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
        try:
            yield
        finally:
            for statement in indexes.values():
                cursor.execute(statement)
