"""The end of a visit or a call, at the desk and at the gate: nothing typed is lost, nothing untrue is recorded."""

import pytest
from django.test import Client
from django.utils.translation import gettext

from heed.process.words.counter import NothingRecorded
from heed.records.models import Call, Complaint, Entry, Reception
from tests.rooms.at_the_desk import take, told
from tests.world import World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


def a_visit(zhou: Client) -> Reception:
    zhou.post("/desk/arrive/")
    return Reception.objects.latest("pk")


def messages_of(answer: object) -> list[str]:
    return [str(message) for message in answer.context["messages"]]  # type: ignore[attr-defined]


@pytest.mark.rule("R41", "R1")
def test_a_visit_with_words_typed_does_not_end_without_a_question(world: World, zhou: Client) -> None:
    visit = a_visit(zhou)
    typed = told(world, content="电梯又停了", person="", place="", name="陈女士", contact="13911112222")
    answer = zhou.post(f"/desk/visit/{visit.pk}/end/", typed)
    visit.refresh_from_db()
    assert (answer.status_code, visit.ended_at, Complaint.objects.count()) == (422, None, 0)
    assert answer.context["form"]["content"].value() == "电梯又停了", "it can still be recorded"
    offered = answer.context["ending"]["about"].value()
    assert all(words in offered for words in ("电梯又停了", "陈女士", "13911112222", "彻底修好"))
    answer = zhou.post(f"/desk/visit/{visit.pk}/end/", typed | {"end-because": "business", "end-about": offered})
    visit.refresh_from_db()
    assert answer.status_code == 302
    assert (visit.nothing_because, visit.about, visit.ended_by) == ("business", offered, world.zhou)


@pytest.mark.rule("R1", "R41")
def test_a_visit_of_which_nothing_is_recorded_ends_with_a_reason_only(world: World, zhou: Client) -> None:
    visit = a_visit(zhou)
    address = f"/desk/visit/{visit.pk}/end/"
    first = zhou.post(address)
    assert (first.status_code, first.context["ending"].errors) == (422, {}), "a question, not a rebuke"
    for given in ({"end-because": ""}, {"end-because": "other"}, {"end-because": "wordless", "end-about": "问停车费"}):
        assert zhou.post(address, {"end-about": ""} | given).status_code == 422
    visit.refresh_from_db()
    assert visit.ended_at is None
    page = zhou.post(address, {"end-because": "directions", "end-about": ""}, follow=True)
    visit.refresh_from_db()
    assert visit.nothing_because == NothingRecorded.DIRECTIONS
    assert [gettext(NothingRecorded.DIRECTIONS.label) in said for said in messages_of(page)] == [True]


@pytest.mark.rule("R41", "R68")
def test_a_call_about_a_matter_on_record_is_linked_to_it_with_what_was_said(world: World, zhou: Client) -> None:
    known = world.lodge()
    zhou.post("/desk/ring/")
    call = Call.objects.get()
    zhou.post(f"/desk/call/{call.pk}/take/")
    zhou.post(f"/desk/call/{call.pk}/end/", {"end-complaint": known.number, "end-about": "问什么时候来修"})
    call.refresh_from_db()
    assert (call.complaint, call.person, call.nothing_because) == (known, world.chen, "")
    assert Entry.objects.get(complaint=known, move="note").content.facts["words"] == "问什么时候来修"


@pytest.mark.rule("R50")
def test_words_of_a_step_that_was_not_made_are_asked_about_before_the_visit_ends(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    visit = Reception.objects.get()
    address, page = f"/desk/visit/{visit.pk}/end/", zhou.get(f"/desk/{complaint.number}/")
    shown = {"step": "verify", "version": complaint.version, "restated": page.context["form"]["restated"].value()}
    typed = shown | {"restated": "业主说：电梯停了两次，要求今天修好"}
    answer = zhou.post(address, typed)
    visit.refresh_from_db()
    assert (answer.status_code, visit.ended_at) == (422, None)
    assert answer.context["form"]["restated"].value() == typed["restated"], "and stands there still"
    assert "data-keep" in answer.content.decode()
    answer = zhou.post(address, typed | {"leave": "1"}, follow=True)
    visit.refresh_from_db()
    assert visit.ended_at is not None
    assert Complaint.objects.get().stage == "received", "nothing is recorded that was not sent"


def test_words_that_heed_itself_filled_in_are_not_asked_about(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    visit, page = Reception.objects.get(), zhou.get(f"/desk/{complaint.number}/")
    shown = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    answer = zhou.post(f"/desk/visit/{visit.pk}/end/", shown | {"step": "verify"})
    assert answer.status_code == 302, answer.context["form"].errors


@pytest.mark.rule("R68", "R41")
def test_the_page_says_what_really_happened(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    visit = Reception.objects.get()
    zhou.get(f"/desk/{complaint.number}/")  # reads what was said when it was taken in
    mistaken = {"said": "CH-1 is now with 王主任."}
    said = messages_of(zhou.post(f"/desk/visit/{visit.pk}/end/", mistaken, follow=True))
    assert len(said) == 1
    assert complaint.number in said[0]
    assert complaint.case_owner.name in said[0]
    assert "王主任" not in said[0], "what the browser sends is not said"
    again = messages_of(zhou.post(f"/desk/visit/{visit.pk}/end/", follow=True))
    assert again != said, "a second click ends nothing"
    zhou.post("/desk/ring/")
    missed = messages_of(zhou.post(f"/desk/call/{Call.objects.get().pk}/end/", follow=True))
    zhou.post("/desk/arrive/")
    assert len({*said, *again, *missed}) == 3


@pytest.mark.rule("R87", "R41")
def test_the_gate_ends_a_call_by_the_same_rule(world: World, client: Client) -> None:
    client.force_login(world.sun)
    client.post("/gate/ring/", {"answered": "1"})
    call = Call.objects.get()
    typed = {"content": "楼上吵", "client_key": "n1", "project": world.project.pk, "end-about": ""}
    answer = client.post(f"/gate/call/{call.pk}/end/", typed | {"end-because": "mistaken"})
    call.refresh_from_db()
    assert (answer.status_code, call.ended_at) == (422, None)
    assert answer.context["form"]["content"].value() == answer.context["ending"]["about"].value() == "楼上吵"
    client.post(f"/gate/call/{call.pk}/end/", {"end-because": "mistaken", "end-about": ""})
    call.refresh_from_db()
    assert (call.nothing_because, call.ended_by) == ("mistaken", world.sun)
