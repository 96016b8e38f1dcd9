"""Compensation that was agreed is a debt of the case: paid with proof, or waived by the owner (R77, R97, C4)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.process.move import Move
from heed.process.moves import ROWS
from heed.process.words import ENDED, CompensationState, Method, Stage
from heed.queries.actor import OWNER
from heed.records.models import Compensation, Complaint
from heed.seal.record import Damage
from tests.queries.record.tampering import found, unguarded
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World

SOLUTION: dict[str, Any] = {
    "findings": "门刀漏换", "responsibility": "none", "solution": "更换门刀", "method": Method.PHONE,
}  # fmt: skip


def owing(world: World, money: int = 200) -> Complaint:
    """A complaint that is handled, with a sum that the owner agreed to and that nobody has paid."""
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    world.make("propose", complaint, money=Decimal(money), **SOLUTION)
    world.make("agree", complaint, owner_words="可以")
    return world.make("complete", complaint, result="已换", method=Method.PHONE)


def debt(complaint: Complaint) -> Compensation:
    return complaint.compensations.latest("pk")


@pytest.mark.rule("R97", "C4")
@pytest.mark.parametrize(
    ("move", "facts"),
    [
        ("visit", {"outcome": "satisfied", "method": "phone", "owner_words": "好", "completed": True}),
        ("visit", {"outcome": "declined", "method": "phone"}),
        ("confirm", {"by": OWNER}),
        ("withdraw", {"by": OWNER, "owner_words": "算了"}),
        ("exempt", {"code": "sensitive", "reason": "x"}),
    ],
)
def test_agreed_compensation_bars_every_end_until_it_is_paid(world: World, move: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="not paid yet"):
        world.make(move, owing(world), **facts)


@pytest.mark.rule("R97", "C4")
@pytest.mark.parametrize("row", [row for row in ROWS if set(row.to) & set(ENDED)], ids=lambda row: row.name)
def test_every_row_that_ends_a_case_looks_at_the_debt(row: Move) -> None:
    guards = {guard.__name__ for guard in (*row.needs, *row.guards)}
    assert guards & {"is_settled", "settled_if_it_ends"}


@pytest.mark.rule("R77", "R97")
def test_a_payment_has_its_proof_and_is_recorded_after_it_was_made(world: World) -> None:
    complaint = owing(world)
    with pytest.raises(Refused, match="receipt or the transfer"):
        world.make("pay", complaint, paid_at=complaint.received_at)
    with pytest.raises(Refused, match="still to come"):
        world.make("pay", complaint, paid_at=complaint.received_at + timedelta(days=9), proof="8841")
    assert debt(complaint).state == CompensationState.OWED
    world.make("pay", complaint, paid_at=complaint.received_at + timedelta(minutes=1), proof="转账 8841")
    assert (debt(complaint).state, debt(complaint).proof) == (CompensationState.PAID, "转账 8841")
    assert world.make("confirm", complaint, by=OWNER).stage == Stage.CLOSED


@pytest.mark.rule("R97")
def test_only_the_owners_own_words_waive_compensation(world: World) -> None:
    complaint = owing(world)
    with pytest.raises(Refused, match="fill this in"):
        world.make("waive", complaint, method="phone")
    world.make("waive", complaint, owner_words="钱就不用了，修好就行", method="phone")
    assert debt(complaint).owner_words == "钱就不用了，修好就行"
    with pytest.raises(Refused, match="No compensation is owed"):
        world.make("pay", complaint, paid_at=complaint.received_at, proof="8841")


def test_another_sum_agreed_later_takes_the_place_of_one_still_owed(world: World) -> None:
    complaint = owing(world)
    world.make("contest", complaint, by=OWNER, owner_words="又坏了")
    world.make("propose", complaint, money=Decimal(350), **SOLUTION)
    world.make("agree", complaint, owner_words="可以")
    assert list(complaint.compensations.order_by("pk").values_list("money", "state")) == [
        (Decimal(200), CompensationState.REPLACED), (Decimal(350), CompensationState.OWED),
    ]  # fmt: skip


@pytest.mark.rule("R97")
def test_staff_pay_on_the_page_and_the_owner_sees_the_sum_in_its_currency(world: World, client: Client) -> None:
    world.project.currency = "HKD"
    world.project.save()
    complaint = owing(world, 480)
    owners = client.get(f"/f/{complaint.secret}/").content.decode()
    assert "HK$480" in owners
    assert f"/f/{complaint.secret}/confirm/" not in owners
    assert f"/f/{complaint.secret}/contest/" in owners
    page = shown(signed_in(client, world.lin), complaint)
    assert "HK$480" in page
    assert "Owed" in page
    typed = {"version": complaint.version, "paid_at": "2026-11-21T11:00", "proof": "8841"}
    answer = client.post(f"/complaints/{complaint.number}/pay/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert f"/f/{complaint.secret}/confirm/" in client.get(f"/f/{complaint.secret}/").content.decode()


def sum_made_smaller(complaint: Complaint) -> None:
    complaint.compensations.update(money=Decimal(2))


def currency_changed(complaint: Complaint) -> None:
    complaint.compensations.update(currency="HKD")


def payment_made_up(complaint: Complaint) -> None:
    at = complaint.received_at + timedelta(days=1)
    complaint.compensations.update(state=CompensationState.PAID, paid_at=at, ended_at=at, proof="0815")


def waiver_made_up(complaint: Complaint) -> None:
    at = complaint.received_at + timedelta(days=1)
    complaint.compensations.update(state=CompensationState.WAIVED, owner_words="不要了", ended_at=at)


def debt_deleted(complaint: Complaint) -> None:
    complaint.compensations.all().delete()


@pytest.mark.rule("R97")
@pytest.mark.parametrize(
    "tamper",
    [sum_made_smaller, currency_changed, payment_made_up, waiver_made_up, debt_deleted],
    ids=lambda tamper: tamper.__name__,
)
def test_a_debt_changed_in_the_database_is_found(world: World, tamper: Callable[[Complaint], None]) -> None:
    complaint = owing(world)
    assert found(complaint) == set()
    with unguarded():
        tamper(complaint)
    assert found(complaint) == {Damage.PROMISES}
