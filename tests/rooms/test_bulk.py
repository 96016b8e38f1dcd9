"""Moves on several complaints at once: who can, who cannot and why, each on its own, and never twice."""

import re
from typing import Any

import pytest
from django.test import Client

from heed.process.moves import MOVES
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.words import Party
from heed.records.models import Complaint, Entry
from tests.world import World


def form_of(page: Any) -> dict[str, Any]:
    """The hidden fields of the form of a page."""
    text = page.content.decode()
    found = re.findall(r'name="(key|pick|next)"(?: id="[^"]*")? value="([^"]*)"', text)
    found += re.findall(r'name="(key)" value="([^"]*)"', text)
    return {
        "key": next(value for name, value in found if name == "key"),
        "pick": [value for name, value in found if name == "pick"],
    }


def choose(client: Client, move: str, *complaints: Complaint) -> Any:
    return client.post("/oversight/bulk/", {"pick": [one.number for one in complaints], "move": move})


def notes(complaint: Complaint) -> int:
    return Entry.objects.filter(complaint=complaint, move="note").count()


@pytest.mark.rule("R68")
def test_a_preview_says_who_can_and_why_each_other_cannot_and_only_those_who_can_are_moved(
    client: Client, world: World
) -> None:
    fresh, verified = world.lodge(), world.verify(world.lodge())
    handled = world.to_handled(world.lodge())
    client.force_login(world.lin)
    page = choose(client, "investigate", fresh, verified, handled)
    assert [pick.complaint.number for pick in page.context["able"]] == [verified.number]
    assert {one.pick.complaint.number for one in page.context["unable"]} == {fresh.number, handled.number}
    assert all(one.why_not for one in page.context["unable"])
    client.post("/oversight/bulk/investigate/", form_of(page) | {"account": world.lin.pk})
    stages = {one.pk: one.stage for one in Complaint.objects.all()}
    assert stages == {fresh.pk: "received", verified.pk: "investigating", handled.pk: "handled"}


def test_without_a_chosen_move_the_page_offers_those_that_the_table_allows_with_how_many(
    client: Client, world: World
) -> None:
    ticked = [world.lodge(), world.verify(world.lodge())]
    client.force_login(world.lin)
    page = client.post("/oversight/bulk/", {"pick": [one.number for one in ticked]})
    offered = {row.name: count for row, count in page.context["offers"]}
    assert offered["note"] == 2
    assert offered["investigate"] == 1
    assert set(offered) <= {row.name for row in MOVES.values() if row.many}


def test_the_same_form_sent_twice_writes_nothing_twice(client: Client, world: World) -> None:
    made = [world.lodge(), world.lodge()]
    client.force_login(world.lin)
    sent = form_of(choose(client, "note", *made)) | {"words": "已统一告知"}
    for _turn in range(2):
        page = client.post("/oversight/bulk/note/", sent)
        assert [one.why_not for one in page.context["results"]] == ["", ""]
    assert [notes(one) for one in made] == [1, 1]


def test_one_that_was_changed_meanwhile_is_refused_by_itself_and_the_others_go_on(client: Client, world: World) -> None:
    stale, other = world.lodge(), world.lodge()
    client.force_login(world.lin)
    sent = form_of(choose(client, "note", stale, other)) | {"words": "已统一告知"}
    world.make("note", stale, by=world.zhao, words="我来跟")
    page = client.post("/oversight/bulk/note/", sent)
    assert [bool(one.why_not) for one in page.context["results"]] == [True, False]
    assert (notes(stale), notes(other)) == (1, 1)


def test_what_is_missing_is_said_once_before_anything_is_written(client: Client, world: World) -> None:
    made = [world.lodge(), world.lodge()]
    client.force_login(world.lin)
    sent = form_of(choose(client, "reassign", *made))
    page = client.post("/oversight/bulk/reassign/", sent | {"account": world.zhao.pk, "reason": ""})
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]
    assert page.context["form"]["account"].value() == str(world.zhao.pk)
    assert set(Complaint.objects.values_list("case_owner", flat=True)) == {world.lin.pk}


def test_many_are_made_a_few_at_a_time_and_the_page_says_how_far_it_is(client: Client, world: World) -> None:
    made = [world.lodge() for _turn in range(7)]
    client.force_login(world.lin)
    sent = form_of(choose(client, "note", *made)) | {"words": "已统一告知"}
    first = client.post("/oversight/bulk/note/", sent, headers={"HX-Request": "true"})
    assert (first.context["done"], first.context["total"], len(first.context["left"])) == (5, 7, 2)
    going_on = dict(first.context["typed"]) | {
        "pick": [one.text for one in first.context["left"]],
        "done": 5,
        "total": 7,
    }
    last = client.post("/oversight/bulk/note/", going_on, headers={"HX-Request": "true"})
    assert (last.context["done"], last.context["left"]) == (7, [])
    assert [notes(one) for one in made] == [1] * 7


def test_nobody_moves_what_they_may_not_see_or_a_move_that_is_not_for_many(client: Client, world: World) -> None:
    complaint = world.lodge()
    client.force_login(world.wu)
    assert not choose(client, "note", complaint).context.get("able")
    assert client.post("/oversight/bulk/note/", {"pick": complaint.number, "words": "x"}).status_code == 404
    client.force_login(world.lin)
    assert client.post("/oversight/bulk/settle/", {"pick": complaint.number}).status_code == 404
    assert choose(client, "settle", complaint).status_code == 404


def test_no_move_for_many_records_what_an_owner_said_or_takes_files() -> None:
    also_owners = {"merge"}  # an owner joins the matter of another at a place; at the desk it records no owner's word
    for row in MOVES.values():
        if row.many:
            assert row.name not in OWNER_QUESTIONS
            assert Party.OWNER not in row.by or row.name in also_owners
            assert not [
                fact for fact in row.asks if fact.kind.value in ("files", "signature") or fact.voice.value == "owner"
            ]
