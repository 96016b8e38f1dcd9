"""Instants on SQLite are numbers; to Django they behave as ever."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import ExtractHour, TruncDate, TruncMonth

from heed.records.models import Notice

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 17, 30, 1, 120, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def keep(at: datetime, due_at: datetime = AT) -> Notice:
    return Notice.objects.create(key="k", about="word", channel="inbox", made_at=at, due_at=due_at)


@pytest.mark.parametrize(
    "at",
    [AT, AT.replace(microsecond=0), AT.astimezone(SHANGHAI), datetime(1969, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
     datetime.max.replace(tzinfo=UTC)],
)  # fmt: skip
def test_an_instant_is_read_as_it_was_written(at: datetime) -> None:
    keep(at)
    assert Notice.objects.get().made_at == at
    assert Notice.objects.values_list("made_at", flat=True)[0] == at
    assert Notice.objects.filter(made_at=at, made_at__gt=at - timedelta(microseconds=1)).exists()


def test_instants_add_up_and_have_a_distance() -> None:
    keep(AT, AT + timedelta(days=40, microseconds=1))
    apart = ExpressionWrapper(F("due_at") - F("made_at"), DurationField())
    assert Notice.objects.annotate(apart=apart).get().apart == timedelta(days=40, microseconds=1)
    Notice.objects.update(due_at=F("made_at") + timedelta(seconds=20))
    assert Notice.objects.get().due_at == AT + timedelta(seconds=20)


def test_the_parts_of_an_instant_are_those_of_a_time_zone() -> None:
    keep(AT)
    found = Notice.objects.annotate(
        month=TruncMonth("made_at", tzinfo=SHANGHAI), on=TruncDate("made_at", tzinfo=SHANGHAI),
        hour=ExtractHour("made_at", tzinfo=SHANGHAI),
    ).get()  # fmt: skip
    assert found.month == datetime(2026, 12, 1, tzinfo=SHANGHAI)
    assert (found.on, found.hour) == (date(2026, 12, 1), 1)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own")
def test_an_instant_takes_eight_bytes_on_sqlite_and_text_of_another_program_is_read() -> None:
    keep(AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT typeof(made_at) FROM records_notice")
        assert cursor.fetchone() == ("integer",)
        cursor.execute("UPDATE records_notice SET made_at = '2026-11-30 17:30:01.000120'")
    assert Notice.objects.get().made_at == AT
