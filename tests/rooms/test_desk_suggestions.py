"""What the desk suggests while a complaint is typed: offered, never decided."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Complaint, TriageSuggestion
from tests.rooms.at_the_desk import take, told
from tests.world import World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


@pytest.mark.rule("R20")
def test_a_suggestion_is_on_record_only_once_a_person_has_pressed_it(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    words = {"content": "二号电梯停运了，没人来修，你们什么态度", "emotion": "calm", "category": ""}
    page = zhou.post("/desk/reading/", told(world, **words)).content.decode()
    for field, value in (("category", "lift_stopped"), ("level", "major"), ("nature", "vent")):
        assert re.search(rf'name="{field}" value="{value}"(?![^>]*checked)', page), field
    assert 'data-picks="emotion" data-value="agitated"' in page
    assert "什么态度" in page, "the words that led to it"
    zhou.post("/desk/take/", told(world, **words))
    untouched = Complaint.objects.get()
    assert (untouched.category, untouched.nature, untouched.emotion) == ("", "", "calm")
    assert set(TriageSuggestion.objects.values_list("aspect", "code")) >= {
        ("category", "lift_stopped"), ("nature", "vent"), ("emotion", "agitated"),
    }  # fmt: skip


@pytest.mark.rule("R20")
@pytest.mark.parametrize("chosen", [{"emotion": "calm", "emotion_chosen": "1"}, {"emotion": "agitated"}])
def test_no_emotion_is_suggested_once_one_was_chosen(world: World, zhou: Client, chosen: dict[str, str]) -> None:
    for words in ("你们什么态度，电梯停运了", "电梯停运了，请问什么时候修好"):
        assert (
            'data-picks="emotion"'
            not in zhou.post("/desk/reading/", told(world, content=words, **chosen)).content.decode()
        )


@pytest.mark.rule("R20")
def test_what_was_pressed_stays_pressed_when_later_words_lead_elsewhere(world: World, zhou: Client) -> None:
    chosen = {"category": "lift_stopped", "level": "emergency", "nature": "vent"}
    for words in ("楼道里有一股油漆味，希望能尽快处理", "好"):
        page = zhou.post("/desk/reading/", told(world, **chosen | {"content": words})).content.decode()
        for field, value in chosen.items():
            assert re.search(rf'name="{field}" value="{value}"[^>]*checked', page), (words, field)
    assert re.search(r'name="level" value="major"(?![^>]*checked)', page), "the usual one is offered beside it"


@pytest.mark.rule("R20", "R22")
def test_no_ordinary_level_is_suggested_for_words_that_tell_of_danger(world: World, zhou: Client) -> None:
    for category in ("", "lift_stopped"):
        words = {"content": "我妈被困在电梯里", "category": category}
        page = zhou.post("/desk/reading/", told(world, **words))
        assert page.context["reading"].helps_first == "trapped_in_lift"
        assert {one.code for one in page.context["reading"].offers.levels} <= {"emergency"}, category


@pytest.mark.rule("R15", "R22")
def test_what_was_pressed_at_the_desk_is_on_record(world: World, zhou: Client) -> None:
    complaint = take(zhou, world, level="emergency", nature="help")
    assert (complaint.category, complaint.level, complaint.nature) == ("lift_stopped", "emergency", "help")


@pytest.mark.rule("R5")
def test_time_and_place_of_the_text_are_offered_for_fields_that_are_empty(world: World, zhou: Client) -> None:
    words = {"content": "昨晚十一点，3号楼2号电梯停了", "happened": "", "where": ""}
    page = zhou.post("/desk/reading/", told(world, **words)).content.decode()
    assert 'data-sets="id_happened" data-value="昨晚十一点"' in page
    assert 'data-sets="id_where" data-value="3号楼2号电梯"' in page
    page = zhou.post("/desk/reading/", told(world, **words | {"where": "大堂"})).content.decode()
    assert 'data-sets="id_where"' not in page, "what was typed is not written over"


@pytest.mark.rule("R10")
def test_the_desk_counts_everybody_who_reports_the_same_and_each_person_once(world: World, zhou: Client) -> None:
    for number in range(7):
        world.neighbour(place=world.lift, name=f"邻居{number}", contact=f"1390000661{number}", at=timezone.now())
    for _again in range(2):
        world.lodge(at=timezone.now())
    page = zhou.post("/desk/reading/", told(world, place=world.lift.pk, person="", category="lift_stopped"))
    assert page.context["reading"].same_count == 8


@pytest.mark.rule("R134")
def test_words_marked_as_abusive_are_kept_as_they_were_said_and_not_said_back(world: World, zhou: Client) -> None:
    typed = {"content": "你们这帮饭桶，电梯又停了", "abusive": "on"}
    coached = zhou.post("/desk/reading/", told(world, **typed)).context["coach"]
    complaint = take(zhou, world, **typed)
    page = zhou.get(f"/desk/{complaint.number}/")
    assert complaint.content == "你们这帮饭桶，电梯又停了"
    back = (*coached.say, *page.context["coach"].say, page.context["form"]["restated"].value())
    assert "饭桶" not in " ".join(back)
    assert "彻底修好" in page.context["form"]["restated"].value()
