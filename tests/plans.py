"""The query plans of a call, and what in them reads more of a table than a page needs."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer

from heed.config.often_run import OftenRun
from tests.million import a_million, index_sizes, is_large, rows_of

MOST = 1_000
"""So many rows may be read by a statement that does not stop."""
MOST_COST = 250.0
"""So much may a statement cost on PostgreSQL: to read ten thousand rows in memory costs as much."""
PAGE = 100
"""Rows that a statement reads which stops when its page is full."""
PROBE = 100
"""To ask the full-text index about one complaint costs as much as so many rows."""
NARROW = 1_000
"""Which part of the rows a range of an index holds."""
_STEP = re.compile(
    r"(?:SCAN|SEARCH) (?P<alias>\w+)(?: VIRTUAL TABLE INDEX (?P<words>\S+)|"
    r" USING (?:COVERING )?INDEX (?P<index>\w+)| USING INTEGER PRIMARY KEY)?"
    r"(?: \((?P<terms>[^)]*)\))?"
)
_OPEN_ONLY = re.compile(r'NOT \(("?\w+"?\.)?"stage" IN')


def statements(call: Callable[[], object]) -> list[str]:
    """Every SELECT that the call makes, with its values; `EXECUTE …` where PostgreSQL plans it for all values."""
    found = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("SELECT"):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        call()
    planned_once = connection.vendor == "postgresql"
    return [
        _prepared(sql, params) if planned_once and isinstance(sql, OftenRun) else _with_values(sql, params)
        for sql, params in found
    ]


def _with_values(sql: str, params: Any) -> str:
    return str(connection.ops.last_executed_query(None, OftenRun(sql), params))


def _prepared(sql: str, params: Any) -> str:
    """Prepare the statement, as Heed's own cursor does, and return how it is run, whatever its values."""
    asked = PostgresQuery(Transformer(connection.connection))
    asked.convert(sql, params)
    name = f"asked_{abs(hash(asked.query))}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = %s", [name])
        if not cursor.fetchone():
            names = "CASE oid WHEN 0 THEN 'unknown' ELSE oid::regtype::text END"
            cursor.execute(f"SELECT array_agg({names}) FROM unnest(%s::oid[]) AS oid", [list(asked.types)])
            types = ", ".join(cursor.fetchone()[0] or ())
            cursor.execute(f"PREPARE {name} {f'({types})' * bool(types)} AS {asked.query.decode()}")
    values = ", ".join("NULL" for _ in asked.types)
    return f"EXECUTE {name} ({values})" if values else f"EXECUTE {name}"


def far_reads(call: Callable[[], object], *, cost: float = MOST_COST) -> list[str]:
    """What of the call would read far into a table, or sort all that it finds, at a million complaints.

    On SQLite as it plans without statistics, which is how Heed runs, and with those of a million; on PostgreSQL by
    what it expects a statement to cost.
    """
    chosen = dict.fromkeys(statements(call))
    if connection.vendor == "sqlite":
        found = [found for sql in chosen for found in _far_on_sqlite(sql)]
        with a_million():
            found += [found for sql in chosen for found in _far_on_sqlite(sql)]
        return list(dict.fromkeys(found))
    with a_million():
        return [found for sql in chosen for found in _far_on_postgresql(sql, cost)]


def _far_on_sqlite(sql: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        steps = cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    joined: dict[int, list[str]] = defaultdict(list)  # by what they are a part of
    for _, parent, _, words in steps:
        joined[parent].append(words)
    either = {key: parent for key, parent, _, words in steps if words.startswith(("MULTI-INDEX OR", "INDEX "))}
    tables, sizes = _tables(sql), index_sizes()
    for parent, words in joined.items():
        whole = parent
        while whole in either:
            whole = either[whole]
        stops = " LIMIT " in sql and not any("TEMP B-TREE" in step for step in joined[whole])
        rows = 1.0
        for step in filter(None, map(_STEP.match, words)):
            rows *= _rows_read(tables.get(step["alias"], step["alias"]), step, sizes, sql, stops=stops)
        if rows > MOST:
            yield f"{rows:,.0f} rows: {words} of {sql}"


def _tables(sql: str) -> dict[str, str]:
    """The table of each alias."""
    return {alias: table for table, alias in re.findall(r'"(records_\w+)" (?:AS )?"?([A-Z]+\d+)"?', sql)}


def _rows_read(table: str, step: "re.Match[str]", sizes: dict[str, list[int]], sql: str, *, stops: bool) -> float:
    """How many rows a step reads until it has found what it looks for."""
    terms, every = step["terms"] or "", float(rows_of().get(table, 1))
    if not is_large(table):
        return 1
    if words := step["words"]:
        return PROBE if "=" in words else PAGE if stops else every
    if step["index"] is None:
        return 1 if "rowid=?" in terms else every
    known = sizes[step["index"]]
    read = known[min(terms.count("=?"), len(known) - 1)] / (NARROW if ">?" in terms or "<?" in terms else 1)
    passes_ended = table == "records_complaint" and _OPEN_ONLY.search(sql) and known[0] == every
    return min(read, PAGE) if stops and not passes_ended else read


def _far_on_postgresql(sql: str, most: float) -> Iterator[str]:
    with connection.cursor() as cursor:
        for setting in ("random_page_cost", "seq_page_cost", "max_parallel_workers_per_gather"):
            cursor.execute(f"SET LOCAL {setting} = 0")  # all in memory, by one process: the cost counts rows
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (found,) = cursor.fetchone()
    nodes = list(_nodes((json.loads(found) if isinstance(found, str) else found)[0]["Plan"]))
    scanned = [node for node in nodes if node["Node Type"] == "Seq Scan" and is_large(node["Relation Name"])]
    if nodes[0]["Total Cost"] > most or any(node["Total Cost"] > MOST_COST for node in scanned):
        steps = [f"{node['Node Type']} {node.get('Index Name', '')} {node['Total Cost']:,.0f}" for node in nodes]
        yield f"{' / '.join(steps)} of {sql}"


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
