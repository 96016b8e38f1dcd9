"""The query plans of a call."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def plans(call: Callable[[], object]) -> list[str]:
    """Every step of the plan of every SELECT that the call makes, in the words of the database."""
    with CaptureQueriesContext(connection) as queries:
        call()
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (COSTS OFF)"
    steps: list[str] = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"{explain} {query['sql']}")
                steps += [str(row[-1]).strip() for row in cursor.fetchall()]
    return steps
