"""No step asks what an owner out of reach was told, said or agreed (R6)."""

from typing import Any

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.process.words import ClosingCode, Stage
from heed.queries.actor import OWNER
from heed.records.models import Complaint
from tests.rooms.at_the_page import signed_in
from tests.world import World

MOVES: dict[str, dict[str, Any]] = {
    "propose": {"findings": "属实", "responsibility": "none", "validity": "valid", "solution": "清理"},
    "go_ahead": {},
    "complete": {"result": "已清理"},
}


@pytest.fixture
def lin(client: Client, world: World) -> Client:
    """The director's browser."""
    return signed_in(client, world.lin)


def nameless(world: World, **facts: object) -> Complaint:
    """An anonymous complaint that is being investigated."""
    complaint = world.lodge(person=None, place=None, anonymous=True, by=world.sun, channel="patrol", **facts)
    if facts:
        world.verify(complaint)
    else:
        world.verify(complaint, confirmed=None)
    return world.make("investigate", complaint, account=world.lin)


def form_of(client: Client, complaint: Complaint, move: str) -> str:
    return client.get(f"/complaints/{complaint.number}/{move}/").content.decode()


@pytest.mark.rule("R6")
def test_the_whole_road_of_an_owner_out_of_reach_asks_neither_how_told_nor_what_was_said(
    world: World, lin: Client
) -> None:
    complaint = nameless(world)
    for move, facts in MOVES.items():
        asked = form_of(lin, complaint, move)
        assert "How the owner was informed" not in asked
        assert not [name for name in ("method", "owner_words") if f'name="{name}"' in asked]
        answer = lin.post(f"/complaints/{complaint.number}/{move}/", {"version": complaint.version} | facts)
        assert answer.status_code == 302, answer.content.decode()
        complaint.refresh_from_db()
    assert "close the case without a visit" in form_of(lin, complaint, "visit")
    complaint = world.make("exempt", complaint, code="anonymous", reason="匿名")
    assert (complaint.stage, complaint.closing_code) == (Stage.CLOSED, ClosingCode.ANONYMOUS)


@pytest.mark.rule("R6")
def test_staff_record_no_answer_and_no_visit_of_an_owner_out_of_reach(world: World) -> None:
    complaint = nameless(world)
    with pytest.raises(Refused, match="cannot be reached"):
        world.make("propose", complaint, method="phone", **MOVES["propose"])
    world.make("propose", complaint, **MOVES["propose"])
    for move in ("agree", "decline"):
        with pytest.raises(Refused, match="cannot be reached"):
            world.make(move, complaint, owner_words="同意")
    world.make("agree", complaint, by=OWNER, owner_words="同意")  # on the own page an answer is the owner's
    world.make("complete", complaint, result="已清理")
    with pytest.raises(Refused, match="close the case without a visit"):
        world.make("visit", complaint, outcome="not_reached")


@pytest.mark.rule("R6", "R58")
def test_an_owner_without_a_name_who_left_a_telephone_is_asked_like_every_other(world: World) -> None:
    complaint = nameless(world, contact="13900001234")
    with pytest.raises(Refused, match="fill this in"):
        world.make("propose", complaint, **MOVES["propose"])
    world.make("propose", complaint, method="phone", **MOVES["propose"])
    with pytest.raises(Refused, match="can be reached"):
        world.make("go_ahead", complaint)
    assert world.make("agree", complaint, owner_words="可以").stage == Stage.HANDLING


@pytest.mark.rule("R6")
def test_what_an_owner_out_of_reach_did_not_say_is_not_asked_of_the_staff(world: World, lin: Client) -> None:
    said_little: dict[str, Any] = {"wants": "", "course": "", "about": ""}
    complaint = world.lodge(person=None, place=None, anonymous=True, by=world.sun, channel="patrol", **said_little)
    world.verify(complaint, confirmed=None, wants="")
    assert "still lacks" not in form_of(lin, complaint, "investigate")
    assert world.make("investigate", complaint, account=world.lin).stage == Stage.INVESTIGATING
    reached = world.lodge(contact="13900001234", person=None, place=None, anonymous=True, **said_little)
    with pytest.raises(Refused, match="fill this in"):
        world.verify(reached, wants="")
    world.verify(reached)
    with pytest.raises(Refused, match="still lacks"):
        world.make("investigate", reached, account=world.lin)


@pytest.mark.rule("R6", "R94")
def test_the_page_of_an_owner_out_of_reach_promises_no_visit(world: World, client: Client) -> None:
    complaint = nameless(world)
    for move, facts in MOVES.items():
        world.make(move, complaint, **facts)
    told = client.get(f"/f/{complaint.secret}/").content.decode()
    assert "已有处理结果" in told
    assert "是否满意" not in told
