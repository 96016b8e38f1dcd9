"""When a notice goes out to a person: at once, collected, and never in the quiet hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from heed.process.preferences import NOTHING, NoticeWay, Rhythm, Wishes

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NIGHT = Wishes(quiet=(22 * 60, 7 * 60))


def here(day: int, hour: int, minute: int = 0, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("wishes", "at", "goes"),
    [
        (NOTHING, here(21, 23), here(21, 23)),
        (NIGHT, here(21, 21, 59), here(21, 21, 59)),
        (NIGHT, here(21, 22), here(22, 7)),
        (NIGHT, here(22, 3), here(22, 7)),
        (NIGHT, here(22, 7), here(22, 7)),
        (Wishes(quiet=(12 * 60, 14 * 60)), here(21, 13), here(21, 14)),
        (Wishes(quiet=(600, 600)), here(21, 10), here(21, 10)),
        (Wishes(rhythm=Rhythm.HOURLY), here(21, 10, 1), here(21, 11)),
        (Wishes(rhythm=Rhythm.HOURLY), here(21, 10), here(21, 11)),
        (Wishes(rhythm=Rhythm.DAILY, daily_at=510), here(21, 8, 29), here(21, 8, 30)),
        (Wishes(rhythm=Rhythm.DAILY, daily_at=510), here(21, 8, 30), here(22, 8, 30)),
        (Wishes(rhythm=Rhythm.HOURLY, quiet=(22 * 60, 7 * 60)), here(21, 21, 30), here(22, 7)),
        (Wishes(rhythm=Rhythm.DAILY, daily_at=360, quiet=(22 * 60, 7 * 60)), here(21, 12), here(22, 7)),
    ],
)
def test_a_notice_waits_for_its_letter_and_for_the_morning(wishes: Wishes, at: datetime, goes: datetime) -> None:
    assert wishes.goes_out_at(at.astimezone(UTC), SHANGHAI) == goes


def test_the_hours_are_those_of_the_project_also_where_clocks_change() -> None:
    saturday = datetime(2027, 3, 27, 23, 0, tzinfo=BERLIN)
    goes = NIGHT.goes_out_at(saturday, BERLIN)
    assert goes == datetime(2027, 3, 28, 7, 0, tzinfo=BERLIN)
    assert goes.timestamp() - saturday.timestamp() == 7 * 3600, "an hour is missing that night"


def test_wishes_come_back_as_they_were_put_down() -> None:
    wishes = Wishes((NoticeWay.MAIL, NoticeWay.LINE), (1320, 420), Rhythm.DAILY, 600, (("line", "U1"),))
    assert Wishes.of(wishes.as_document()) == wishes
    assert Wishes.of({}) == NOTHING
