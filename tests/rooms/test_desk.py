"""The desk through its pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from heed.actions.complaints.intake import lodge
from heed.process.words import Stage
from heed.queries.reception import current_meeting
from heed.records.models import Call, Complaint, Reception
from tests.photos import PNG
from tests.rooms.at_the_desk import take, told
from tests.world import World

FOLDED_CARDS = re.compile(r"<details[^>]*><summary>[^<]+</summary>\s*<section class=.desk-cards.")


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in."""
    client.force_login(world.zhou)
    return client


@pytest.mark.rule("R39")
def test_one_key_for_the_visitor_and_one_for_the_telephone(world: World, zhou: Client) -> None:
    assert zhou.get("/desk/").status_code == 200
    zhou.post("/desk/arrive/")
    visit = Reception.objects.get()
    assert visit.account == world.zhou, "whoever is free receives at once"
    zhou.post("/desk/ring/")
    call = Call.objects.get()
    assert call.answered_at is None
    answer = zhou.post(f"/desk/call/{call.pk}/take/")
    assert answer.status_code == 409, "one owner at a time"
    zhou.post(f"/desk/visit/{visit.pk}/end/", {"end-because": "mistaken", "end-about": ""})
    zhou.post(f"/desk/call/{call.pk}/take/")
    assert current_meeting(world.zhou) == call


@pytest.mark.rule("R2", "R3", "R48")
def test_what_is_typed_becomes_a_complaint_tied_to_the_visit(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    assert (complaint.stage, complaint.person, complaint.level) == (Stage.RECEIVED, world.chen, "major")
    assert Reception.objects.get().complaint == complaint
    page = zhou.get("/desk/", follow=True)
    assert page.redirect_chain[0][0] == f"/desk/{complaint.number}/"
    assert complaint.content in page.content.decode()


def test_the_same_form_sent_twice_makes_one_complaint(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    first = zhou.post("/desk/take/", told(world))
    second = zhou.post("/desk/take/", told(world))
    assert first.headers["Location"] == second.headers["Location"]
    assert Complaint.objects.count() == 1


@pytest.mark.rule("R3")
def test_what_the_law_lacks_stands_beside_the_field_and_nothing_typed_is_lost(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    answer = zhou.post("/desk/take/", told(world, person="", place="", name="", unit="", contact=""))
    assert answer.status_code == 409
    assert set(answer.context["form"].errors) == {"name", "unit", "contact"}
    assert "我妈困在里面" in answer.content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.rule("R6")
def test_anonymous_and_unreachable_need_neither_name_nor_number(world: World, zhou: Client) -> None:
    nobody = {"person": "", "place": "", "name": "", "unit": "", "contact": "", "anonymous": "on", "unreachable": "on"}
    complaint = take(zhou, world, **nobody)
    assert (complaint.anonymous, complaint.unreachable, complaint.person) == (True, True, None)


def test_what_was_typed_to_find_somebody_is_used_where_nobody_was_found(world: World, zhou: Client) -> None:
    blank = {"person": "", "place": "", "unit": "9-901", "name": "", "contact": "", "unreachable": ""}
    zhou.post("/desk/arrive/")
    zhou.post("/desk/take/", told(world, **blank | {"unit": "", "q": "13900001111"}))
    answer = zhou.post("/desk/take/", told(world, **blank | {"unit": "", "q": "13900001111", "name": ""}))
    assert set(answer.context["form"].errors) == {"name", "unit"}, "the number became the contact"


def test_the_person_is_found_by_number_room_and_name_while_typing(world: World, zhou: Client) -> None:
    for text in ("2207", "138000022", "3-1502", "陈美"):
        assert "陈美玲" in zhou.get("/desk/who/", {"q": text}).content.decode(), text
    assert "陈美玲" not in zhou.get("/desk/who/", {"q": "99999"}).content.decode()
    world.lodge()
    card = zhou.get(f"/desk/person/{world.chen.pk}/").content.decode()
    assert "3号楼 1502" in card
    assert "13800002207" not in card, "the number is masked on the card"


@pytest.mark.rule("R20")
def test_the_desk_reads_along_while_it_is_typed(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    page = zhou.post("/desk/reading/", told(world, course="", category="")).content.decode()
    assert 'value="lift_stopped"' in page
    assert "<mark>" in page
    assert "陈女士" in page
    assert Reception.objects.get().emotion == "agitated"


@pytest.mark.rule("R26", "R50", "R55", "R69")
def test_a_complaint_is_read_back_and_a_reply_promised_without_leaving_the_desk(world: World, zhou: Client) -> None:
    complaint = take(zhou, world)
    page = zhou.get(f"/desk/{complaint.number}/")
    read = page.context["form"]["restated"].value()
    assert [
        fact for fact in ("上周三才修好", "电梯维保", "3号楼 2号电梯", "今天 13:40", "彻底修好") if fact not in read
    ] == []
    address = f"/desk/{complaint.number}/verify/"
    read_back = {
        "version": complaint.version, "restated": "读回", "confirmed": "on", "category": "lift_stopped",
        "level": "major", "nature": "harm", "emotion": "calm", "wants": "修好", "remit": "ours",
    }  # fmt: skip
    assert zhou.post(address, read_back | {"confirmed": ""}).status_code == 422
    answer = zhou.post(address, read_back | {"next": "promise"})
    assert answer.headers["Location"].endswith("?step=promise")
    complaint.refresh_from_db()
    due = timezone.localtime() + timedelta(hours=30)
    promise = {
        "version": complaint.version,
        "words": "我会给您回电",
        "consent": "on",
        "due_at": f"{due:%Y-%m-%dT%H:%M}",
    }
    refused = zhou.post(f"/desk/{complaint.number}/promise/", promise)
    assert refused.status_code == 409
    assert "due_at" in refused.context["form"].errors
    due = timezone.localtime() + timedelta(hours=3)
    assert (
        zhou.post(f"/desk/{complaint.number}/promise/", promise | {"due_at": f"{due:%Y-%m-%dT%H:%M}"}).status_code
        == 302
    )
    complaint.refresh_from_db()
    assert complaint.stage == Stage.PROMISED


@pytest.mark.rule("R4")
def test_what_is_still_missing_is_written_down_with_the_promise(world: World, zhou: Client) -> None:
    complaint = world.verify(world.lodge(course="", at=timezone.now() - timedelta(minutes=20)))
    due = timezone.localtime() + timedelta(hours=3)
    promise = {"version": complaint.version, "words": "我会回电", "consent": "on", "due_at": f"{due:%Y-%m-%dT%H:%M}"}
    address = f"/desk/{complaint.number}/promise/"
    assert zhou.post(address, promise).status_code == 409
    more = {"more-course": "上周修，今天停", "more-version": complaint.version}
    assert zhou.post(address, promise | more).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.course, complaint.stage) == ("上周修，今天停", Stage.PROMISED)


@pytest.mark.rule("R54", "R62")
def test_a_complaint_is_settled_with_a_recorded_confirmation(world: World, zhou: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(minutes=20)))
    given = {"version": complaint.version, "solution": "已说明原因", "responsibility": "none", "validity": "partly",
             "satisfaction": "satisfied", "confirmed_by": "phone"}  # fmt: skip
    address = f"/desk/{complaint.number}/settle/"
    refused = zhou.post(address, given)
    assert refused.status_code == 409
    assert {"called_number", "confirmation"} <= set(refused.context["form"].errors)
    said = {"confirmation": "好的，我知道了", "called_number": "13800002207"}
    assert zhou.post(address, given | said).status_code == 302
    complaint.refresh_from_db()
    assert complaint.stage == Stage.CLOSED


@pytest.mark.rule("R10")
def test_what_others_say_too_is_merged_at_the_desk(world: World, zhou: Client) -> None:
    first = world.lodge(at=timezone.now() - timedelta(minutes=30))
    complaint = take(zhou, world, merge_into=first.number)
    assert (complaint.stage, complaint.merged_into) == (Stage.MERGED, first)


@pytest.mark.rule("R63", "C14")
def test_words_are_looked_at_with_advice_only(world: World, zhou: Client) -> None:
    page = zhou.post("/desk/advice/", {"words": "是的，但是我们会尽快处理"}).content.decode()
    assert page.count("<li>") == 3
    assert zhou.post("/desk/advice/", {"words": "我三点前给您回电"}).content.decode().strip() == ""


def test_who_calls_is_known_by_the_number(world: World, zhou: Client) -> None:
    zhou.post("/desk/ring/", {"number": "138 0000 2207"})
    zhou.post(f"/desk/call/{Call.objects.get().pk}/take/")
    assert "陈美玲" in zhou.get("/desk/").content.decode()


def test_before_a_word_is_typed_the_cards_are_folded_away(world: World, zhou: Client) -> None:
    zhou.post("/desk/arrive/")
    before = zhou.get("/desk/").content.decode()
    after = zhou.post("/desk/reading/", {"content": "三号楼电梯停了"}).content.decode()
    for page, is_folded in ((before, True), (after, False)):
        assert bool(FOLDED_CARDS.search(page)) is is_folded
        assert page.count("data-deck ") == 1


@pytest.mark.rule("R39")
def test_who_waits_appears_without_a_reload(world: World, zhou: Client) -> None:
    assert zhou.get("/desk/queue/", {"state": ""}).status_code == 204
    Reception.objects.create(project=world.project, arrived_at=timezone.now())
    Reception.objects.create(project=world.elsewhere, arrived_at=timezone.now())
    answer = zhou.get("/desk/queue/", {"state": ""})
    assert answer.content.decode().count("<li") == 1, "another project's visitors are not shown"


@pytest.mark.rule("R2", "R14")
def test_a_letter_is_taken_in_with_its_pages(world: World, zhou: Client) -> None:
    assert zhou.get("/desk/?channel=letter").status_code == 200
    page = SimpleUploadedFile("page-1.png", PNG, "image/png")
    zhou.post("/desk/take/", told(world, channel="letter", files=[page]))
    complaint = Complaint.objects.get()
    assert (complaint.channel, complaint.attachments.get().kind) == ("letter", "letter")


@pytest.mark.rule("R47")
def test_the_desk_knows_who_handles_what_and_how_soon(world: World, zhou: Client) -> None:
    at_first = zhou.get("/desk/knowledge/").content.decode()
    assert "400-800-1502" in at_first
    assert "林秋" in at_first
    lifts = zhou.get("/desk/knowledge/", {"q": "電梯"}).content.decode()
    assert "电梯停运" in lifts, "asked in either script"
    assert "6 小时内答复" in lifts
    assert "<dt>" not in zhou.get("/desk/knowledge/", {"q": "zzz"}, HTTP_HX_REQUEST="1").content.decode()


def test_the_desk_costs_the_same_however_much_was_taken_in(
    world: World, zhou: Client, django_assert_max_num_queries: Any
) -> None:
    def cost() -> list[int]:
        spent = []
        for ask in (lambda: zhou.get("/desk/?channel=letter"), lambda: zhou.post("/desk/reading/", told(world)),
                    lambda: zhou.get("/desk/who/", {"q": "2207"}), lambda: zhou.get("/desk/")):  # fmt: skip
            with django_assert_max_num_queries(36) as queries:
                ask()
            spent.append(len(queries))
        return spent

    world.lodge(at=timezone.now())
    zhou.get("/desk/")
    before = cost()
    for _each in range(29):
        world.lodge(at=timezone.now())
    assert cost() == before


@pytest.mark.rule("R6", "R55")
def test_nobody_is_asked_to_promise_what_no_owner_can_hear(world: World, zhou: Client) -> None:
    nobody = {"person": "", "place": "", "name": "", "unit": "", "contact": "", "anonymous": "on"}
    complaint = take(zhou, world, **nobody)
    page = zhou.get(f"/desk/{complaint.number}/?step=verify").content.decode()
    assert 'name="next" value="promise"' not in page
    world.verify(complaint, at=timezone.now(), confirmed=None)
    after = zhou.get(f"/desk/{complaint.number}/?step=promise")
    assert after.context["step"] is None, "the desk has done its part"
    assert zhou.get(f"/desk/{complaint.number}/?step=settle").context["step"].name == "settle"


def test_the_start_says_how_long_each_matter_taken_in_today_has_left(world: World, zhou: Client) -> None:
    assert "data-due" not in zhou.get("/desk/").content.decode()
    world.lodge(at=timezone.now() - timedelta(minutes=20), by=world.zhou)
    assert "data-due" in zhou.get("/desk/").content.decode()


@pytest.mark.rule("R68")
@pytest.mark.parametrize("shape", ["{0}", " {1} ", "{2}", "{3}", "{4}"])
def test_the_number_given_to_the_owner_is_found_by_the_search_of_the_desk(
    world: World, zhou: Client, shape: str
) -> None:
    complaint = take(zhou, world)
    number = complaint.number
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else "－" for c in number)
    typed = shape.format(number, number.lower(), number.replace("-", ""), wide, number.rsplit("-", 1)[1])
    found = zhou.get("/desk/who/", {"q": typed}).content.decode()
    assert f'href="/desk/{number}/"' in found
    assert number in zhou.get(f"/desk/{number}/").content.decode()


@pytest.mark.rule("R68")
def test_a_number_of_another_project_is_not_found_at_the_desk(world: World, zhou: Client) -> None:
    other = lodge(world.elsewhere, by=world.wu, channel="visit", content="门坏了", anonymous=True, wants="修好")
    assert other.number not in zhou.get("/desk/who/", {"q": other.number}).content.decode()


@pytest.mark.rule("R55")
def test_a_promise_that_is_too_late_leads_to_asking_for_approval_and_back(world: World, zhou: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))
    due_at = timezone.localtime(timezone.now() + timedelta(hours=40))
    sent = {"version": complaint.version, "words": "我会回电", "consent": "on", "due_at": f"{due_at:%Y-%m-%dT%H:%M}"}
    page = zhou.post(f"/desk/{complaint.number}/promise/", sent).content.decode()
    back = f"next=%2Fdesk%2F{complaint.number}%2F%3Fstep%3Dpromise"
    assert f'href="/complaints/{complaint.number}/ask_approval/?subject=long_promise&amp;{back}"' in page
    assert "我会回电" in page
