"""What an owner may see of a complaint, and what stays inside."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from heed.process.disclosure import PUBLIC, spoken_words, text_for_owner
from heed.process.moves import MOVES, ROWS
from heed.process.owner_questions import OWNER_QUESTIONS
from heed.process.words import ActorKind, ClockKind, Method, Party, PromiseKind, Stage
from heed.queries.actor import OWNER
from heed.queries.complaints.owner_files import files_visible_to_owner
from heed.queries.complaints.owner_view import owner_moves, owner_view, staff_acted_since
from heed.records.models import Complaint
from tests.photos import PNG, photo
from tests.rooms.inside import INSIDE, long_life
from tests.world import MORNING, World


def test_what_is_spoken_names_facts_of_moves_that_the_owner_is_told_of() -> None:
    every_fact = {row.name: {fact.name: "x" for fact in row.facts} for row in ROWS}
    spoken = {name: {one.fact for one in spoken_words(name, every_fact[name], ActorKind.STAFF)} for name in PUBLIC}
    assert all(facts <= set(every_fact[name]) for name, facts in spoken.items())
    assert [name for name, facts in spoken.items() if "reason" in facts] == ["explain", "apologise", "new_date"]
    moved = {"reason": "x", "words": "x"}
    assert [one.fact for one in spoken_words("new_date", moved, ActorKind.STAFF)] == ["words"], "without an apology"
    assert all(Party.OWNER in MOVES[name].by for name in OWNER_QUESTIONS)


def test_words_for_the_owner_are_true_of_one_out_of_reach_and_of_a_visit_that_reached_nobody() -> None:
    def said(move: str, out_of_reach: bool = False, **facts: str) -> str:
        return text_for_owner(move, facts, ActorKind.STAFF, out_of_reach=out_of_reach)

    sees = MOVES["verify"].owner_sees
    assert sees is not None
    assert said("verify") == sees.text
    assert "read them back" not in said("verify", out_of_reach=True)
    assert "You agreed" not in said("agree", out_of_reach=True)
    assert "ask whether" not in said("complete", out_of_reach=True), "nobody can ask"
    assert "did not succeed" in said("visit", outcome="not_reached")


@pytest.mark.rule("R74")
def test_of_a_long_life_the_owner_sees_what_passed_between_us_and_nothing_else(world: World) -> None:
    complaint = long_life(world)
    view = owner_view(complaint, timezone.now())
    told = " ".join([entry.text + entry.who + "".join(said.words for said in entry.said) for entry in view.told])
    assert not [secret for secret in INSIDE if secret in told]
    for spoken in ("门刀漏换", "只换一个件，下次又坏怎么办", "连皮带一起换", "很抱歉，让您和老人受惊了", "门刀已换"):
        assert spoken in told
    assert [entry.seq for entry in view.told] == sorted(entry.seq for entry in view.told)
    assert {entry.move for entry in view.told} <= set(PUBLIC)


@pytest.mark.rule("R55", "R69")
def test_the_promise_stands_first_with_its_words_its_time_and_who_gave_it(world: World) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=5)
    world.make("promise", complaint, by=world.zhou, words="我会在三点前给您回电", consent=True, due_at=due_at)
    awaited = owner_view(complaint, MORNING).awaited
    assert awaited is not None
    assert (awaited.kind, awaited.words, awaited.due_at) == (PromiseKind.REPLY, "我会在三点前给您回电", due_at)
    assert (awaited.who, awaited.role) == ("周晓", "Receptionist")


@pytest.mark.rule("R75")
def test_without_a_promise_the_time_is_that_of_the_policy(world: World) -> None:
    complaint = world.lodge()
    awaited = owner_view(complaint, MORNING).awaited
    assert awaited is not None
    assert awaited.kind is ClockKind.VERIFY
    assert awaited.due_at == complaint.clocks.get(kind=ClockKind.VERIFY).limit_at


@pytest.mark.rule("R58", "R66", "R96")
def test_the_moves_open_to_the_owner_are_those_of_the_page(world: World) -> None:
    complaint = world.lodge()

    def names() -> list[str]:
        complaint.refresh_from_db()
        return [move.name for move in owner_moves(complaint, timezone.now(), owes=False)]

    assert names() == ["say", "withdraw"]
    world.to_handled(complaint)
    assert names() == ["confirm", "contest", "decline_visit", "say", "ask_review", "withdraw"]
    world.make("confirm", complaint, by=OWNER, at=timezone.now())
    assert names() == ["reopen", "ask_review"]
    Complaint.objects.filter(pk=complaint.pk).update(
        received_at=timezone.now() - timedelta(days=40), closed_at=timezone.now() - timedelta(days=31)
    )
    assert names() == [], "the window of the policy is over"


def test_an_offer_waits_until_it_is_answered(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    assert owner_view(complaint, MORNING).offer is None
    complaint = world.make(
        "propose", complaint, findings="属实", responsibility="none", solution="清理", money=Decimal(80),
        method=Method.ONLINE,
    )  # fmt: skip
    offer = owner_view(complaint, MORNING).offer
    assert offer is not None
    assert (offer.findings, offer.solution, offer.money, offer.who) == ("属实", "清理", Decimal(80), "林秋")


@pytest.mark.rule("R54", "R74")
def test_of_files_the_owner_sees_pictures_of_the_work_and_their_own_but_no_signature(world: World) -> None:
    complaint = world.lodge(files=[ContentFile(b"%PDF-1.7", name="letter.pdf")], by=OWNER, channel="web")
    world.make("attach", complaint, files=[ContentFile(photo(1), name="inside.png")])
    world.to_handling(complaint)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="x",
               due_at=complaint.received_at + timedelta(hours=5))  # fmt: skip
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.wang, order=order)
    done = [ContentFile(photo(2), name="done.png"), ContentFile(b"%PDF-1.7 x", name="protocol.pdf")]
    world.make("finish_order", complaint, by=world.wang, order=order, result="x", files=done)
    assert [row.name for row in files_visible_to_owner(complaint)] == ["letter.pdf", "done.png"]
    signed = world.verify(world.lodge())
    signature = ContentFile(PNG, name="signature.png")
    world.make("settle", signed, solution="说明", responsibility="none", signature=signature, confirmed_by="signature")
    assert signed.attachments.count() == 1
    assert not files_visible_to_owner(signed).exists()


def test_only_what_the_owner_is_told_of_makes_their_page_stale(world: World) -> None:
    complaint = world.lodge()
    seen = complaint.version
    world.make("note", complaint, words="内部")
    assert not staff_acted_since(complaint, seen)
    world.verify(complaint)
    assert staff_acted_since(complaint, seen)


def test_an_ended_matter_awaits_nothing(world: World) -> None:
    complaint = world.lodge()
    complaint = world.make("withdraw", complaint, by=OWNER, owner_words="邻居已经解决了")
    view = owner_view(complaint, timezone.now())
    assert (view.stage, view.awaited, view.is_open) == (Stage.WITHDRAWN, None, False)
    assert view.told[-1].by_owner
