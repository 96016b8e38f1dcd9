"""The guard's harder calls: the greeting comes first, somebody in danger, somebody angry, and a call back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.reception.meetings import end, ring
from heed.process.words import Channel, Emotion
from heed.records.models import Call, Complaint
from heed.rooms.gate.coaching import coach_before
from tests.rooms.test_gate import in_call, sun
from tests.world import World

__all__ = ["sun"]

FAINTED = "我老婆在浴室晕倒了，叫不醒"


def typed(world: World, **facts: Any) -> dict[str, Any]:
    """What the form of the gate sends for Chen at home."""
    return {
        "client_key": "u1", "project": world.project.pk, "person": world.chen.pk, "place": world.home.pk,
        "content": FAINTED, "happened": "刚才", "where": "", "course": "洗澡时倒下", "unit": "3号楼 1502",
    } | facts  # fmt: skip


@pytest.mark.rule("R42")
def test_the_greeting_stands_above_the_form_also_on_a_telephone(world: World, sun: Client) -> None:
    call = in_call(sun, number="138 0000 2207")
    page = sun.get(f"/gate/call/{call.pk}/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert world.sun.name in main[: main.index('id="gate-form"')], "the first words come first, in the main column"


@pytest.mark.rule("R41", "R42")
def test_whoever_calls_back_says_so_in_the_first_words(world: World, sun: Client) -> None:
    missed = end(ring(world.project, by=world.sun, number="13800002207"), by=world.sun)
    for path in ("take", "reached"):
        sun.post(f"/gate/calls/{missed.pk}/{path}/")
    back = Call.objects.get(back_of=missed)
    page = sun.get(f"/gate/call/{back.pk}/")
    assert page.context["coach"].known.missed_at == missed.rang_at
    rang = f"{timezone.localtime(missed.rang_at):%H:%M}"
    assert rang in str(page.context["coach"].greeting), "when it rang in vain"
    assert rang not in str(coach_before(world.project, world.sun, None).greeting)


@pytest.mark.rule("R20", "R75")
def test_help_first_takes_along_who_calls_and_what_the_guard_typed(world: World, sun: Client) -> None:
    in_call(sun, number="138 0000 2207")
    asks = sun.post("/desk/emergency/", typed(world))
    assert asks.status_code == 200
    form = asks.context["form"]
    assert form["category"].value() == "injury", "as the words tell it"
    assert (form["content"].value(), form["where"].value()) == (FAINTED, "3号楼 1502")
    sent = {name: form[name].value() or "" for name in form.fields} | {"send": "1"}
    assert sun.post("/desk/emergency/", sent).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.person, complaint.level, complaint.content) == (world.chen, "emergency", FAINTED)


@pytest.mark.rule("R20", "R75")
def test_help_first_at_the_gate_keeps_all_that_was_typed_and_the_wish_to_give_no_name(
    world: World, sun: Client
) -> None:
    ticked = typed(world, name="陈美玲", contact="", anonymous="on", agitated="on")
    form = sun.post("/desk/emergency/", ticked).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"send": "1"}
    assert sun.post("/desk/emergency/", sent).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.anonymous, complaint.person, complaint.name, complaint.contact) == (True, None, "", "")
    assert (complaint.happened, complaint.course) == ("刚才", "洗澡时倒下")
    assert complaint.emotion == Emotion.AGITATED
    assert complaint.channel == Channel.PATROL, "brought to the gate, not by telephone"


@pytest.mark.rule("R20", "R75")
def test_words_of_danger_are_not_recorded_as_an_everyday_matter_unasked(world: World, sun: Client) -> None:
    call = in_call(sun, number="138 0000 2207")
    asked = sun.post("/gate/record/", typed(world, call=call.pk))
    assert asked.status_code == 409
    page = asked.content.decode()
    assert FAINTED in page, "nothing typed is lost"
    assert 'name="category" value="injury"' in page
    assert not Complaint.objects.exists()
    assert sun.post("/gate/record/", typed(world, call=call.pk, no_danger="1")).status_code == 302
    assert Complaint.objects.get().level != "emergency"


@pytest.mark.rule("R20", "R75")
@pytest.mark.parametrize(
    "said", [{"content": "电梯坏了好几天没人修，现在我妈被困"}, {"content": "我妈年纪大了", "where": "被困在电梯里"}]
)
def test_words_of_danger_are_heard_beside_likelier_ones_and_in_the_place(
    world: World, sun: Client, said: dict[str, str]
) -> None:
    asked = sun.post("/gate/record/", typed(world, **said))
    assert asked.status_code == 409
    assert asked.context["danger"] == "trapped_in_lift"
    assert not Complaint.objects.exists()


@pytest.mark.rule("R11", "R32", "R86")
def test_an_angry_caller_is_recorded_as_agitated_and_the_guard_is_told_to_report(world: World, sun: Client) -> None:
    page = sun.get(f"/gate/call/{in_call(sun).pk}/")
    assert "理解您的感受" in page.content.decode() or "understand how you feel" in page.content.decode()
    sun.post("/gate/record/", typed(world, content="报修四天了没人理", agitated="on"))
    complaint = Complaint.objects.get()
    assert complaint.emotion == Emotion.AGITATED
    address = f"/gate/taken/{complaint.number}/"
    assert sun.get(address).context["must_report"]
    world.make("escalate", complaint, by=world.sun, reason="第五次来电")
    assert not sun.get(address).context["must_report"]


@pytest.mark.rule("R87")
def test_the_log_of_the_night_says_who_was_in_danger_and_when_all_were_safe(world: World, sun: Client) -> None:
    in_call(sun, number="138 0000 2207")
    form = sun.post("/desk/emergency/", typed(world)).context["form"]
    sun.post("/desk/emergency/", {name: form[name].value() or "" for name in form.fields} | {"send": "1"})
    complaint = Complaint.objects.get()
    tones = [line.tone for line in sun.get("/gate/").context["lines"] if line.number == complaint.number]
    assert "hot" in tones
    sun.post(f"/desk/{complaint.number}/danger/all_safe/", {"words": "已醒，120送医"})
    complaint.refresh_from_db()
    assert complaint.safe_at is not None
    assert timezone.now() - complaint.safe_at < timedelta(minutes=5)
    lines = sun.get("/gate/").context["lines"]
    assert complaint.safe_at in [line.at for line in lines if line.number == complaint.number]


@pytest.mark.rule("R75", "R87")
def test_until_all_are_safe_the_gate_speaks_of_help_and_of_no_answer(world: World, sun: Client) -> None:
    form = sun.post("/desk/emergency/", typed(world)).context["form"]
    sun.post("/desk/emergency/", {name: form[name].value() or "" for name in form.fields} | {"send": "1"})
    complaint = Complaint.objects.get()
    help_page, own = f"/desk/{complaint.number}/danger/", f"/gate/taken/{complaint.number}/"
    home, page = sun.get("/gate/").content.decode(), sun.get(own)
    assert f'href="{help_page}"' in home[home.index("data-moves") :]
    assert f'href="{help_page}"' in page.content.decode()
    coach = page.context["coach"]
    assert coach.answer_at is not None
    assert complaint.number in coach.explanation
    assert "最迟" not in coach.explanation
    sun.post(f"{help_page}all_safe/", {"words": "已醒"})
    assert f'href="{own}"' in sun.get("/gate/").content.decode()
    assert "最迟" in sun.get(own).context["coach"].explanation
