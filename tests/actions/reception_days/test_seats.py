"""The seats of an owner reception day: never one too many, whoever comes at once; the waiting list moves up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import planning, signing_up
from heed.notices.messages import to_owner
from heed.process.words import DayNews, SignUpState
from heed.records.models import Notice, ReceptionDay, SignUp
from tests.actions.reception_days.days import DEADLINE, come, invited, planned
from tests.world import MORNING, World


def told(sign_up: SignUp) -> list[str]:
    """What the one who signed up was told, in order."""
    return list(Notice.objects.filter(sign_up=sign_up).order_by("pk").values_list("about", flat=True))


@pytest.mark.rule("R123")
@pytest.mark.django_db(transaction=True)
def test_a_hundred_at_once_take_every_seat_and_not_one_more(world: World) -> None:
    day = invited(world, seats=30)

    def sign_up(turn: int) -> str:
        try:
            return come(day, name=f"业主{turn}", people=1 + turn % 2, client_key=f"key-{turn:03}").state
        finally:
            connection.close()

    with ThreadPoolExecutor(100) as owners:
        states = list(owners.map(sign_up, range(100)))
    day.refresh_from_db()
    seated = SignUp.objects.filter(state=SignUpState.SEATED)
    assert sum(one.people for one in seated) == day.taken == day.seats == 30
    assert states.count(SignUpState.WAITING) == 100 - len(seated)


@pytest.mark.rule("R123")
@pytest.mark.django_db(transaction=True)
def test_while_seats_are_given_back_and_taken_at_once_the_count_stays_true(world: World) -> None:
    day = invited(world, seats=10)
    first = [come(day, name=f"先到{turn}") for turn in range(10)]

    def either(turn: int) -> None:
        try:
            if turn % 2:
                signing_up.sign_off(first[turn // 2], at=MORNING)
            else:
                come(day, name=f"后到{turn}", people=1 + turn % 3)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as owners:
        list(owners.map(either, range(20)))
    day.refresh_from_db()
    seated = SignUp.objects.filter(state=SignUpState.SEATED)
    assert sum(one.people for one in seated) == day.taken
    free = day.seats - day.taken
    assert free >= 0
    assert not SignUp.objects.filter(state=SignUpState.WAITING, people__lte=free).exists()


@pytest.mark.rule("R123", "R124")
def test_who_waits_moves_up_and_is_told_when_seats_are_given_back(world: World) -> None:
    day = invited(world, seats=3)
    chen, family = come(day, people=2), come(day, "黄志强", people=3)
    single = come(day, "李敏")
    assert [chen.state, family.state, single.state] == ["seated", "waiting", "seated"]
    assert told(family) == [DayNews.WAITING]
    signing_up.sign_off(chen, at=MORNING)
    family.refresh_from_db()
    assert family.state == "waiting"  # two seats do not suffice for three
    signing_up.sign_off(single, at=MORNING)
    signing_up.sign_off(single, at=MORNING)  # pressed twice
    family.refresh_from_db()
    assert family.state == "seated"
    assert told(family) == [DayNews.WAITING, DayNews.MOVED_UP]
    message = to_owner(Notice.objects.get(sign_up=family, about=DayNews.MOVED_UP))
    assert message.address == family.contact
    assert "/g/" in message.short
    assert "黄" not in message.text
    assert ReceptionDay.objects.get().taken == 3


def test_more_people_need_free_seats_and_fewer_free_them(world: World) -> None:
    day = invited(world, seats=3)
    chen, waiting = come(day, people=3), come(day, "黄志强")
    with pytest.raises(Refused, match="So many seats are not free"):
        signing_up.change(chen, 4, "", at=MORNING)
    signing_up.change(chen, 2, "电梯", at=MORNING)
    waiting.refresh_from_db()
    assert waiting.state == "seated"
    assert planning.amend(day, by=world.lin, seats=9, at=MORNING).taken == 3
    with pytest.raises(Refused, match="3 seats are taken already"):
        planning.amend(day, by=world.lin, seats=2, at=MORNING)


@pytest.mark.rule("R122")
def test_it_closes_at_the_deadline_and_is_closed_before_owners_are_invited(world: World) -> None:
    with pytest.raises(Refused, match="stands otherwise"):
        come(planned(world))
    day = invited(world)
    come(day, at=DEADLINE - timedelta(seconds=1))
    with pytest.raises(Refused, match="The time to sign up is over"):
        come(day, "黄志强", at=DEADLINE)


def test_the_same_form_and_the_same_home_take_seats_once(world: World) -> None:
    day = invited(world)
    first = come(day, client_key="one-page")
    assert come(day, client_key="one-page") == first
    with pytest.raises(Refused, match="signed up with this contact already"):
        come(day, contact="+86 138 0000 2207")
    assert ReceptionDay.objects.get().taken == 1


def test_a_day_that_is_moved_or_cancelled_says_why_to_everybody_who_signed_up(world: World) -> None:
    day = invited(world, seats=1)
    chen, waiting, gone = come(day), come(day, "黄志强"), come(day, "李敏")
    signing_up.sign_off(gone, at=MORNING)
    times = {
        "begins_at": day.begins_at + timedelta(days=1), "ends_at": day.ends_at + timedelta(days=1),
        "sign_up_until": day.sign_up_until, "place": "会所",
    }  # fmt: skip
    with pytest.raises(Refused, match="Write it down"):
        planning.move(day, " ", by=world.lin, at=MORNING, **times)
    planning.move(day, "会议室维修", by=world.lin, at=MORNING, **times)
    planning.cancel(day, "台风预警", by=world.lin, at=MORNING)
    assert told(chen) == [DayNews.SEATED, DayNews.MOVED, DayNews.CANCELLED]
    assert told(waiting) == [DayNews.WAITING, DayNews.MOVED, DayNews.CANCELLED]
    assert told(gone) == [DayNews.WAITING]
    assert "台风预警" in to_owner(Notice.objects.get(sign_up=chen, about=DayNews.CANCELLED)).text
    with pytest.raises(Refused, match="stands otherwise"):
        come(day, "王芳")
    with pytest.raises(Refused, match="duties"):
        planning.cancel(day, "不想开", by=world.zhou, at=MORNING)
