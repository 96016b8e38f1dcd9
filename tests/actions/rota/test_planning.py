"""Planning the rota: weeks and days that differ, and swaps between two people."""

from datetime import date, timedelta

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.rota.planning import add_change, fingerprint, plan_week, remove_change
from heed.actions.rota.swaps import Slot, agree, refuse, request_swap, withdraw
from heed.actions.setup import founding
from heed.process.words import Role, SwapState
from heed.queries.policies import current_policy
from heed.queries.rota.on_duty import on_duty, rota_of
from heed.queries.rota.planning import gaps_ahead
from heed.records.models import Account, Notice, RotaChange, RotaShift
from tests.world import MORNING, World

#: The day of the tests, a Saturday, and the Mondays after it.
TODAY = date(2026, 11, 21)
MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 30)
DAY, NIGHT = (8 * 60, 20 * 60), (20 * 60, 32 * 60)
DESK, GUARD = Role.RECEPTIONIST, Role.GUARD
HOUR = timedelta(hours=1)


@pytest.fixture
def tan(world: World) -> Account:
    """A second receptionist."""
    account = founding.add_account("tan", "谭月")
    founding.give_duty(account, DESK, world.project)
    return account


def every_day(minutes: tuple[int, int], weekdays: str = "0123456") -> list[tuple[int, int, int]]:
    return [(int(weekday), *minutes) for weekday in weekdays]


def plan(
    world: World, week: dict[Account, list[tuple[int, int, int]]], role: Role = DESK, since_on: date = TODAY
) -> None:
    plan_week(world.project, role, week, by=world.lin, since_on=since_on, at=MORNING)


def said(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusals[0].text


@pytest.mark.rule("R41")
def test_a_new_week_counts_from_its_day_and_the_weeks_before_stay_as_they_were(world: World, tan: Account) -> None:
    plan(world, {world.zhou: every_day(DAY)})
    plan(world, {world.zhou: every_day(DAY, "01"), tan: every_day(DAY, "2345")}, since_on=NEXT)
    wednesday = MORNING + timedelta(days=4)
    assert on_duty(DESK, world.project, wednesday) == [world.zhou]
    assert on_duty(DESK, world.project, wednesday + timedelta(days=7)) == [tan]
    assert on_duty(DESK, world.project, MORNING + timedelta(days=2)) == [world.zhou]
    kept = RotaShift.objects.filter(account=world.zhou, until_on__isnull=True)
    assert sorted(kept.values_list("weekday", flat=True)) == [0, 1]
    plan(world, {}, since_on=TODAY)
    assert not RotaShift.objects.filter(until_on__isnull=True).exists()


@pytest.mark.rule("R150")
def test_a_week_is_planned_by_superiors_alone_from_what_they_saw_and_for_days_to_come(
    world: World, tan: Account
) -> None:
    seen = fingerprint(world.project, DESK)
    for by in (world.zhou, world.wu):
        with pytest.raises(Refused) as refused:
            plan_week(world.project, DESK, {}, by=by, since_on=TODAY, at=MORNING)
        assert said(refused) == "You may not plan the rota of this project."
    with pytest.raises(Refused) as refused:
        plan(world, {}, since_on=TODAY - timedelta(days=1))
    assert said(refused) == "This day has passed."
    with pytest.raises(Refused) as refused:
        plan(world, {world.wang: every_day(DAY)})
    assert said(refused) == "%(name)s does not have this duty here."
    plan(world, {world.zhou: every_day(DAY)})
    with pytest.raises(Refused) as refused:
        plan_week(world.project, DESK, {tan: every_day(DAY)}, by=world.he, since_on=TODAY, seen=seen, at=MORNING)
    assert "changed in the meantime" in said(refused)
    assert on_duty(DESK, world.project, MORNING) == [world.zhou]


@pytest.mark.parametrize(
    "shifts", [[(0, 480, 720), (0, 700, 900)], [(0, 1320, 1800), (1, 300, 400)], [(6, 1200, 1920), (0, 400, 500)]]
)
def test_nobody_is_on_duty_twice_not_even_across_midnight_or_sunday(
    world: World, shifts: list[tuple[int, int, int]]
) -> None:
    with pytest.raises(Refused) as refused:
        plan(world, {world.zhou: shifts})
    assert said(refused) == "The shifts of %(name)s overlap."


@pytest.mark.rule("R41")
def test_a_night_off_leaves_a_gap_until_somebody_is_put_on_or_it_is_taken_back(world: World) -> None:
    policy = current_policy()
    assert gaps_ahead(world.project, policy, MORNING) is None
    plan(world, {world.zhou: every_day(DAY)})
    plan(world, {world.sun: every_day(NIGHT)}, GUARD)
    assert gaps_ahead(world.project, policy, MORNING) == ()
    (off,) = add_change(world.project, GUARD, world.sun, MONDAY, is_on=False, by=world.lin, at=MORNING)
    (gap,) = gaps_ahead(world.project, policy, MORNING) or ()
    assert (gap.starts_at - MORNING, gap.ends_at - MORNING) == (58 * HOUR, 70 * HOUR)
    add_change(world.project, DESK, world.zhou, MONDAY, is_on=True, hours=[(1200, 1440)], by=world.lin, at=MORNING)
    (gap,) = gaps_ahead(world.project, policy, MORNING) or ()
    assert gap.starts_at - MORNING == 62 * HOUR
    remove_change(off, by=world.lin, at=MORNING)
    assert gaps_ahead(world.project, policy, MORNING) == ()


def test_what_cannot_be_changed_is_refused_in_words(world: World) -> None:
    for is_on, text in ((False, "%(name)s has no shift on this day."), (True, "Enter the hours.")):
        with pytest.raises(Refused) as refused:
            add_change(world.project, DESK, world.zhou, MONDAY, by=world.lin, at=MORNING, is_on=is_on)
        assert said(refused) == text
    with pytest.raises(Refused) as refused:
        add_change(
            world.project,
            DESK,
            world.zhou,
            TODAY - timedelta(days=1),
            is_on=True,
            hours=[DAY],
            by=world.lin,
            at=MORNING,
        )
    assert said(refused) == "This day has passed."


@pytest.mark.rule("R41")
def test_a_swap_that_is_agreed_puts_each_in_the_others_place(world: World, tan: Account) -> None:
    plan(world, {world.zhou: every_day(DAY, "024"), tan: every_day(DAY, "135")})
    give, back = Slot(MONDAY, *DAY), Slot(MONDAY + timedelta(days=1), *DAY)
    swap = request_swap(world.project, DESK, give, by=world.zhou, of=tan, back=back, reason="家长会", at=MORNING)
    assert Notice.objects.get(account=tan).about == "swap_asked"
    monday, tuesday = MORNING + timedelta(days=2), MORNING + timedelta(days=3)
    assert on_duty(DESK, world.project, monday) == [world.zhou]
    with pytest.raises(Refused) as refused:
        agree(swap, by=world.zhou, at=MORNING)
    assert said(refused) == "You are not the one asked."
    swap = agree(swap, by=tan, answer="可以", at=MORNING + HOUR)
    assert (swap.state, swap.answer) == (SwapState.AGREED, "可以")
    assert on_duty(DESK, world.project, monday) == [tan]
    assert on_duty(DESK, world.project, tuesday) == [world.zhou]
    assert set(RotaChange.objects.values_list("swap", flat=True)) == {swap.pk}
    assert Notice.objects.get(account=world.zhou).about == "swap_agreed"
    with pytest.raises(Refused) as refused:
        remove_change(RotaChange.objects.first() or RotaChange(), by=world.lin, at=MORNING)
    assert "Two people agreed" in said(refused)


@pytest.mark.rule("R41")
def test_a_swap_is_refused_or_taken_back_and_stays_on_record(world: World, tan: Account) -> None:
    plan(world, {world.zhou: every_day(DAY, "0"), tan: every_day(DAY, "1")})
    give = Slot(MONDAY, *DAY)
    first = refuse(
        request_swap(world.project, DESK, give, by=world.zhou, of=tan, at=MORNING), by=tan, answer="有事", at=MORNING
    )
    second = withdraw(
        request_swap(world.project, DESK, give, by=world.zhou, of=tan, at=MORNING), by=world.zhou, at=MORNING
    )
    assert [first.state, second.state] == [SwapState.REFUSED, SwapState.WITHDRAWN]
    assert list(Notice.objects.filter(account=tan).order_by("pk").values_list("about", flat=True)) == [
        "swap_asked", "swap_asked", "swap_withdrawn",
    ]  # fmt: skip
    assert not RotaChange.objects.exists()
    with pytest.raises(Refused) as refused:
        agree(second, by=tan, at=MORNING)
    assert said(refused) == "This swap has already been answered."


@pytest.mark.rule("R41")
def test_a_swap_that_cannot_be_is_refused_in_words(world: World, tan: Account) -> None:
    plan(world, {world.zhou: every_day(DAY, "056"), tan: every_day(DAY, "013")})

    def asks(give: Slot, of: Account = tan, back: Slot | None = None) -> str:
        with pytest.raises(Refused) as refused:
            request_swap(world.project, DESK, give, by=world.zhou, of=of, back=back, at=MORNING)
        return said(refused)

    sunday = Slot(TODAY + timedelta(days=1), *DAY)
    assert asks(Slot(MONDAY, *DAY)) == "%(name)s is already on duty then."
    assert asks(Slot(TODAY, *DAY)) == "This shift has already started."
    assert asks(Slot(MONDAY + timedelta(days=1), *DAY)).startswith("This shift has changed")
    assert asks(sunday, of=world.sun) == "Choose a colleague with the same duty."
    assert asks(sunday, back=Slot(MONDAY, *DAY)) == "%(name)s is already on duty then."
    swap = request_swap(world.project, DESK, sunday, by=world.zhou, of=tan, at=MORNING)
    assert asks(sunday) == "A swap of this shift is already waiting for an answer."
    add_change(world.project, DESK, world.zhou, sunday.on, is_on=False, by=world.lin, at=MORNING)
    with pytest.raises(Refused) as refused:
        agree(swap, by=tan, at=MORNING)
    assert said(refused).startswith("This shift has changed")


def test_whoever_lost_the_duty_or_the_account_stands_on_no_rota(world: World, tan: Account) -> None:
    plan(world, {world.zhou: every_day(DAY), tan: every_day(DAY)})
    tan.duties.all().delete()
    assert on_duty(DESK, world.project, MORNING) == [world.zhou]
    Account.objects.filter(pk=world.zhou.pk).update(is_active=False)
    assert rota_of(world.project, [DESK], TODAY, 7).accounts == {}
