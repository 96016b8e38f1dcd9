"""The owner's secret page: what stands on it, and what an owner does there."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from heed.process.words import ClosingCode, Method, Responsibility, Stage
from heed.records.models import Complaint
from tests.photos import PNG, photo
from tests.rooms.inside import INSIDE, long_life
from tests.world import MORNING, World


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["heed_language"] = "en"


def page_of(client: Client, complaint: Complaint, rest: str = "") -> str:
    answer = client.get(f"/f/{complaint.secret}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, complaint: Complaint, move: str, **typed: Any) -> Any:
    complaint.refresh_from_db()
    answer = client.post(f"/f/{complaint.secret}/{move}/", {"version": complaint.version} | typed)
    complaint.refresh_from_db()
    return answer


@pytest.fixture
def proposed(world: World) -> Complaint:
    """A lamp: verified, investigated, and a solution proposed."""
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    return propose(world, complaint, "今天换灯")


def propose(world: World, complaint: Complaint, solution: str) -> Complaint:
    return world.make(
        "propose", complaint, findings="灯管老化", responsibility=Responsibility.NONE, solution=solution,
        method=Method.PHONE,
    )  # fmt: skip


@pytest.fixture
def handled(world: World) -> Complaint:
    return world.to_handled(world.lodge())


def test_an_unknown_secret_is_told_in_plain_words(client: Client, world: World) -> None:
    for path in ("not-a-secret", "not-a-secret/agree", "%00", f"{world.lodge().secret}/files/{'9' * 30}"):
        answer = client.get(f"/f/{path}/")
        assert answer.status_code == 404
        assert "There is nothing at this address" in answer.content.decode()


def test_nothing_of_a_secret_page_is_kept_passed_on_or_found_by_searching(client: Client, handled: Complaint) -> None:
    for rest in ("", "sent/", "confirm/", "files/77/", "agree/"):
        headers = client.get(f"/f/{handled.secret}/{rest}").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.rule("R55", "R69")
def test_the_promise_stands_above_what_happened_and_that_above_what_comes(client: Client, world: World) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=5)
    world.make("promise", complaint, by=world.lin, words="我会在三点前给您回电", consent=True, due_at=due_at)
    with time_machine.travel(MORNING + timedelta(minutes=30)):
        page = page_of(client, complaint)
    order = ("林秋 (Customer-service director) promised you", "An answer by 15:00", "我会在三点前给您回电", "4 h left",
             "We received your message", "We wrote your words down", "When it is done we ask you")  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.rule("R72")
def test_a_promise_that_was_missed_is_owned_up_to(client: Client, world: World) -> None:
    complaint = world.verify(world.lodge())
    due_at = MORNING + timedelta(hours=5)
    world.make("promise", complaint, by=world.lin, words="我会在三点前给您回电", consent=True, due_at=due_at)
    with time_machine.travel(due_at + timedelta(minutes=1)):
        page = page_of(client, complaint)
    assert "This is late, and we are sorry" in page
    assert "It was promised for 15:00" in page
    assert "400-800-1502" in page


def test_nothing_internal_is_ever_shown(client: Client, world: World) -> None:
    complaint = long_life(world)
    pages = "".join(
        page_of(client, complaint, rest) for rest in ("", "sent/", "confirm/", "contest/", "say/", "withdraw/")
    )
    assert not [secret for secret in INSIDE if secret in pages]
    assert "13800002207" not in pages, "whoever has the address does not get the owner's own telephone"
    assert "连皮带一起换" in pages


@pytest.mark.rule("R58")
def test_one_press_agrees(client: Client, proposed: Complaint) -> None:
    page = page_of(client, proposed)
    assert "Do you agree with our proposal?" in page
    assert "今天换灯" in page
    answer = send(client, proposed, "agree")
    assert answer["Location"] == f"/f/{proposed.secret}/?done=agree"
    assert proposed.stage == Stage.HANDLING
    assert proposed.proposals.get().owner_words == "Yes, I agree"
    assert "Thank you. We begin at once." in page_of(client, proposed, "?done=agree")


@pytest.mark.rule("R58", "R66", "R78")
def test_an_owner_who_does_not_agree_says_why_and_proposes(client: Client, proposed: Complaint) -> None:
    bare = send(client, proposed, "decline", own_proposal="换成感应灯")
    assert bare.status_code == 422
    assert bare.content.decode().count("Tell us what is not right about it.") == 2
    assert "换成感应灯" in bare.content.decode()
    send(client, proposed, "decline", owner_words="上个月刚换过", own_proposal="换成感应灯")
    assert (proposed.stage, proposed.round) == (Stage.INVESTIGATING, 2)
    assert proposed.proposals.get().own_proposal == "换成感应灯"
    assert "换成感应灯" in page_of(client, proposed)


@pytest.mark.rule("R66", "C4")
def test_not_yet_needs_words_and_begins_a_new_round(client: Client, handled: Complaint) -> None:
    assert "Is it right now?" in page_of(client, handled)
    assert send(client, handled, "contest", owner_words="  ").status_code == 422
    send(client, handled, "contest", owner_words="还没好，又停了")
    assert (handled.stage, handled.round, handled.owner_verdict) == (Stage.INVESTIGATING, 2, "not_solved")
    assert "还没好，又停了" in page_of(client, handled)


@pytest.mark.rule("R90", "R96", "C4")
def test_the_owners_yes_closes_with_ratings_or_without(client: Client, world: World, handled: Complaint) -> None:
    send(client, handled, "confirm", rating_result="5", rating_reception="4")
    assert (handled.stage, handled.closing_code) == (Stage.CLOSED, ClosingCode.CONFIRMED)
    visit = handled.visits.get()
    assert (visit.account, visit.rating_reception, visit.rating_measures, visit.rating_result) == (None, 4, None, 5)
    other = world.to_handled(world.lodge())
    send(client, other, "confirm")
    assert other.stage == Stage.CLOSED


@pytest.mark.rule("R66")
def test_what_was_closed_opens_again_within_the_window_only(client: Client, handled: Complaint) -> None:
    send(client, handled, "confirm")
    assert "Not right after all?" in page_of(client, handled)
    send(client, handled, "reopen", reason="今早又停了")
    assert handled.stage == Stage.INVESTIGATING
    assert "今早又停了" in page_of(client, handled)
    with time_machine.travel(timezone.now()):
        Complaint.objects.filter(pk=handled.pk).update(
            stage=Stage.CLOSED, closing_code="confirmed", closed_at=timezone.now() - timedelta(days=31),
            received_at=timezone.now() - timedelta(days=40),
        )  # fmt: skip
    page = page_of(client, handled)
    assert "This matter has ended" in page
    assert "/p/cuihu/" in page
    late = send(client, handled, "reopen", reason="今早又停了")
    assert late.status_code == 409
    assert "今早又停了" in late.content.decode()


def test_an_owner_withdraws_in_their_own_words(client: Client, world: World) -> None:
    complaint = world.lodge()
    assert send(client, complaint, "withdraw").status_code == 422
    send(client, complaint, "withdraw", owner_words="邻居已经解决了")
    assert complaint.stage == Stage.WITHDRAWN


def test_an_answer_to_what_has_changed_is_kept_and_asked_again(
    client: Client, world: World, proposed: Complaint
) -> None:
    seen = proposed.version
    world.make("decline", proposed, by=world.zhou, owner_words="电话里说不行")
    propose(world, proposed, "换成感应灯")
    typed = {"version": seen, "owner_words": "同意换灯"}
    answer = client.post(f"/f/{proposed.secret}/agree/", typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Something changed in the meantime" in page
    assert "同意换灯" in page
    assert "换成感应灯" in page, "the proposal as it stands now"
    proposed.refresh_from_db()
    assert proposed.stage == Stage.PROPOSED
    assert f'name="version" value="{proposed.version}"' in page
    assert send(client, proposed, "agree").status_code == 302


def test_what_the_owner_is_not_told_of_stands_in_nobodys_way(client: Client, world: World, proposed: Complaint) -> None:
    seen = proposed.version
    world.make("note", proposed, words="业主下午在家")
    assert client.post(f"/f/{proposed.secret}/agree/", {"version": seen}).status_code == 302


def test_a_question_that_is_answered_leads_to_how_it_stands(client: Client, proposed: Complaint) -> None:
    answer = client.get(f"/f/{proposed.secret}/confirm/")
    assert answer["Location"] == f"/f/{proposed.secret}/?done=passed"
    assert "Things have changed in the meantime" in page_of(client, proposed, "?done=passed")
    again = send(client, proposed, "confirm", owner_words="好了")
    assert again.status_code == 409
    assert "好了" in again.content.decode()


@pytest.mark.parametrize("move", ["verify", "settle", "note", "attach", "escalate", "repeat", "exempt", "lodge", "x"])
def test_no_other_move_is_made_from_the_secret_page(client: Client, handled: Complaint, move: str) -> None:
    assert client.get(f"/f/{handled.secret}/{move}/").status_code == 404
    assert client.post(f"/f/{handled.secret}/{move}/", {"words": "x", "reason": "x"}).status_code == 404


@pytest.mark.rule("R54", "R74")
def test_pictures_of_the_work_are_shown_and_nothing_else_of_ours(client: Client, world: World) -> None:
    complaint, other = world.lodge(), world.lodge()
    world.make("attach", complaint, files=[ContentFile(PNG, name="inside.png")])
    world.to_handling(complaint)
    due_at = complaint.received_at + timedelta(hours=5)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="x", due_at=due_at)
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.wang, order=order)
    done = [ContentFile(photo(2), name="换好.png"), ContentFile(b"%PDF-1.7", name="protocol.pdf")]
    world.make("finish_order", complaint, by=world.wang, order=order, result="x", files=done)
    inside, picture, protocol = complaint.attachments.order_by("pk")

    def status(matter: Complaint, pk: int) -> int:
        return client.get(f"/f/{matter.secret}/files/{pk}/").status_code

    answer = client.get(f"/f/{complaint.secret}/files/{picture.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.getvalue() == photo(2)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert [status(complaint, pk) for pk in (inside.pk, protocol.pk)] == [404, 404]
    assert status(other, picture.pk) == 404


def test_the_owners_page_costs_the_same_few_queries_however_long_its_life(
    client: Client, world: World, django_assert_num_queries: Any
) -> None:
    short, long = world.verify(world.lodge()), long_life(world)
    promised = world.verify(world.lodge(client_key="promised"))
    world.make("promise", promised, words="明早回电", consent=True, due_at=MORNING + timedelta(hours=20))
    page_of(client, short)
    # Six for the complaint; one each for its incident, bulletins, announcements and the policy in force (R114, R119)
    for complaint in (short, promised, long):
        with django_assert_num_queries(10):
            page_of(client, complaint)


def test_the_page_speaks_the_owners_language_until_they_choose_another(world: World) -> None:
    complaint = world.lodge(language="zh-hant")
    client = Client(headers={"Accept-Language": "en"})
    assert "我們收到了您反映的事" in page_of(client, complaint)
    chosen = client.get(f"/f/{complaint.secret}/?language=en", follow=True)
    assert "We received your message" in chosen.content.decode()
    assert chosen.headers["Content-Language"] == "en"


def test_of_a_merged_matter_nothing_of_the_other_owner_is_shown(client: Client, world: World) -> None:
    other = world.neighbour(content="另一位业主的话")
    complaint = world.verify(world.lodge())
    world.make("merge", complaint, other=other, reason="内情")
    page = page_of(client, complaint)
    assert "the same matter of another owner" in page
    assert "you decide" not in page, "the solution is agreed with the other owner"
    assert other.number not in page
    assert "另一位业主的话" not in page
    assert "内情" not in page
