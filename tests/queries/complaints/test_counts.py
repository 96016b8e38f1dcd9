"""How much waits in each room."""

from datetime import timedelta

from heed.actions.complaints.intake import lodge
from heed.queries.complaints.counts import CAP, Counts, counts_for
from heed.records.models import Call, Notice, Reception
from tests.world import MORNING, World

NOON = MORNING + timedelta(hours=2)


def test_the_sidebar_counts_what_is_the_accounts(world: World) -> None:
    plain, handled = world.lodge(), world.lodge()
    world.to_handled(handled)
    lodge(
        world.elsewhere,
        by=world.wu,
        channel="phone",
        content="电梯停了",
        name="李",
        contact="139",
        unit="1-1",
        at=MORNING,
    )
    Reception.objects.create(project=world.project, arrived_at=MORNING)
    Call.objects.create(project=world.project, rang_at=MORNING)
    counts = counts_for(world.lin, NOON)
    assert counts == Counts(
        open=2,
        overdue=1,
        mine=2,
        unverified=1,
        visits=1,
        watching=0,
        orders=0,
        approvals=0,
        visitors=1,
        ringing=1,
        unread=counts.unread,
    )
    assert counts.unread == Notice.objects.filter(account=world.lin, channel="inbox").count() > 0
    assert counts_for(world.sun, NOON) == Counts(*[0] * 9)
    assert counts_for(world.he, NOON).open == 3
    world.make("reassign", plain, account=world.zhao, reason="换人")
    assert counts_for(world.lin, NOON).mine == 1


def test_counting_ends_at_a_hundred(world: World) -> None:
    many = [
        Notice(account=world.lin, channel="inbox", key=f"k{number}", about="word", made_at=NOON, due_at=NOON)
        for number in range(CAP + 20)
    ]
    Notice.objects.bulk_create(many)
    assert counts_for(world.lin, NOON).unread == CAP
    assert Counts(*[CAP] * 9).shown("open") == "99+"
    assert Counts(*[37] * 9).shown("open") == "37"
    assert Counts(*[0] * 9).shown("open") == ""
