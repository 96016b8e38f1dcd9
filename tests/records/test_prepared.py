"""Prepared statements: what Django writes once gives what Django writes each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.records.models import Account, Duty, Notice, Order, Project
from heed.records.prepared import NotPrepared, prepared, prepared_sql
from tests.world import World


@prepared
def _at(projects: frozenset[int] | None, role: str) -> QuerySet[Duty]:
    here = Q() if projects is None else Q(project__in=projects)
    return Duty.objects.filter(here, role=role).select_related("account", "project").order_by("pk")


@prepared
def _read_since(account: int, since: datetime | None) -> QuerySet[Notice]:
    later = Q(read_at__isnull=True) if since is None else Q(read_at__gte=since)
    return Notice.objects.filter(later, account=account).order_by("pk")


def test_the_same_rows_come_with_their_neighbours_in_one_query(world: World) -> None:
    expected = list(Duty.objects.filter(project=world.project, role="receptionist").order_by("pk"))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            found = list(_at(frozenset({world.project.pk}), "receptionist"))
            names = [duty.account.name for duty in found]
        assert found == expected
        assert names == [duty.account.name for duty in expected]
        assert len(queries) == 1


def test_each_call_has_its_own_values(world: World) -> None:
    both = {role: list(_at(None, role)) for role in ("receptionist", "director")}
    for role, duties in both.items():
        assert duties == list(Duty.objects.filter(role=role).order_by("pk"))
    assert both["receptionist"] != both["director"]


def test_sets_of_other_sizes_are_other_statements(world: World) -> None:
    other = Project.objects.create(code="Q2", slug="q2", name="Q2", calendar=world.project.calendar)
    here = _at(frozenset({world.project.pk}), "director")
    everywhere = _at(frozenset({world.project.pk, other.pk}), "director")
    assert list(here) == list(everywhere) == list(Duty.objects.filter(project=world.project, role="director"))
    assert list(_at(frozenset(), "director")) == []


def test_an_instant_is_compared_as_an_instant(world: World) -> None:
    account, now = Account.objects.all()[0], timezone.now()
    notice = Notice.objects.create(
        account=account, channel="inbox", key="k", about="word", read_at=now, made_at=now, due_at=now
    )
    assert list(_read_since(account.pk, now)) == [notice]
    assert list(_read_since(account.pk, now + timedelta(seconds=1))) == []
    assert list(_read_since(account.pk, None)) == list(Notice.objects.filter(account=account, read_at__isnull=True))


def test_the_statement_is_written_once(world: World) -> None:
    written: list[Any] = []

    @prepared
    def named(name: str) -> QuerySet[Account]:
        written.append(name)
        return Account.objects.filter(name=name)

    for name in ("a", "b", "c"):
        assert list(named(name)) == []
    assert len(written) == 1


def test_an_argument_that_does_not_stay_as_it_is_is_refused_at_the_first_call(world: World) -> None:
    @prepared
    def like(part: str) -> QuerySet[Account]:
        return Account.objects.filter(name__contains=part)

    @prepared
    def first(many: int) -> QuerySet[Account]:
        return Account.objects.order_by("pk")[:many]

    with pytest.raises(NotPrepared):
        like("a")
    with pytest.raises(NotPrepared):
        first(2)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no small columns")
def test_a_column_that_is_too_small_for_a_mark_is_told_and_not_taken_for_nothing(world: World) -> None:
    @prepared
    def of_round(number: int) -> QuerySet[Order]:
        return Order.objects.filter(round=number)

    with pytest.raises(NotPrepared):
        of_round(1)


def test_sql_of_ones_own_is_prepared_the_same_way(world: World) -> None:
    @prepared_sql
    def adding(one: int, other: int) -> tuple[str, tuple[Any, ...]]:
        return "SELECT %s + %s", (one, other)

    for one, other in ((1, 2), (7, 7)):
        with connection.cursor() as cursor:
            cursor.execute(*adding(one, other))
            assert cursor.fetchone()[0] == one + other


def test_text_that_is_no_argument_stands_in_the_sql_whatever_its_letters(world: World) -> None:
    odd = "100 %s of O'Brien's"
    Account.objects.filter(pk=world.lin.pk).update(name=odd)

    @prepared
    def called_odd(account: int) -> QuerySet[Account]:
        return Account.objects.filter(name=odd, pk=account)

    with CaptureQueriesContext(connection) as queries:
        assert called_odd(world.lin.pk) == [world.lin]
        assert called_odd(world.he.pk) == []
    assert all("O''Brien''s" in query["sql"] for query in queries)
