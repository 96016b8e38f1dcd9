"""The form of any move: asked, made, refused in words, and what was typed kept."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from heed.process.moves import ROWS
from heed.process.words import Party, Stage
from heed.queries.actor import OWNER
from heed.records.models import Complaint, Promise
from heed.rooms.complaint.move_fields import quick_times
from tests.photos import PNG
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in, reading English."""
    world.zhou.language = "en"
    world.zhou.save()
    client.force_login(world.zhou)
    return client


def promising(minutes: int = 60, **typed: str) -> dict[str, str]:
    """What the form of a promise sends."""
    due_at = timezone.localtime() + timedelta(minutes=minutes)
    return {"words": "我会给您回电", "due_at": f"{due_at:%Y-%m-%dT%H:%M}", "consent": "on"} | typed


def of_today(world: World) -> Complaint:
    """A complaint of an hour ago, verified."""
    return world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))


@pytest.mark.rule("R55", "R69")
def test_a_move_is_made_from_its_form_and_leads_back_to_the_complaint(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/promise/"
    form = zhou.get(address).content.decode()
    assert "Promise (begin with “I”)" in form
    answer = zhou.post(address, promising(version=str(complaint.version)), follow=True)
    assert answer.redirect_chain == [(f"/complaints/{complaint.number}/", 302)]
    assert "Recorded: Promise a reply" in answer.content.decode()
    complaint.refresh_from_db()
    assert complaint.stage == Stage.PROMISED
    assert Promise.objects.get().made_by == world.zhou


def test_a_dialog_gets_the_form_alone_and_is_sent_on_when_the_move_is_made(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/promise/"
    part = zhou.get(address, headers=HTMX).content.decode()
    assert "<dialog" in part
    assert "<html" not in part
    answer = zhou.post(address, promising(), headers=HTMX)
    assert answer["HX-Redirect"] == f"/complaints/{complaint.number}/"


def test_where_one_came_from_is_kept_and_no_other_site_is_believed(world: World, zhou: Client) -> None:
    address = f"/complaints/{of_today(world).number}/note/"
    assert 'value="/oversight/?q=1"' in zhou.get(f"{address}?next=/oversight/%3Fq=1").content.decode()
    assert zhou.post(address, {"words": "x", "next": "/oversight/?q=1"})["Location"] == "/oversight/?q=1"
    elsewhere = zhou.post(address, {"words": "x", "next": "https://example.org/"})
    assert elsewhere["Location"].startswith("/complaints/")


def test_an_ill_filled_form_is_422_and_keeps_what_was_typed(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    answer = zhou.post(f"/complaints/{complaint.number}/promise/", promising(due_at=""))
    assert answer.status_code == 422
    assert "我会给您回电" in answer.content.decode()
    assert not Promise.objects.exists()


@pytest.mark.rule("R55", "C2")
def test_what_the_law_refuses_is_409_in_words_beside_its_field(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    answer = zhou.post(f"/complaints/{complaint.number}/promise/", promising(minutes=26 * 60))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "A reply is due within 24 hours" in page
    assert "我会给您回电" in page


def test_a_stale_form_shows_what_others_did_and_is_sent_again_by_choice(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    seen = complaint.version
    world.make("amend", complaint, cause="漏换零件", at=timezone.now())
    address = f"/complaints/{complaint.number}/promise/"
    answer = zhou.post(address, promising(version=str(seen)))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "林秋</b> added details" in page
    assert "漏换零件" in page
    assert ">\n我会给您回电</textarea>" in page, "as it was typed, and nothing else"
    assert f'value="{seen + 1}"' in page, "the form now knows of it"
    assert zhou.post(address, promising(version=str(seen + 1))).status_code == 302


def test_a_stale_form_whose_move_is_no_longer_open_says_so_and_cannot_be_sent(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    seen = complaint.version
    world.make("withdraw", complaint, owner_words="不用了", method="phone", at=timezone.now())
    page = zhou.post(f"/complaints/{complaint.number}/promise/", promising(version=str(seen))).content.decode()
    assert "This complaint is no longer open." in page
    assert "Your input is still here, so you can copy it." in page
    assert "我会给您回电" in page
    assert "disabled" in page


def test_lost_files_are_said_to_be_lost(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    photo = SimpleUploadedFile("a.png", PNG, "image/png")
    world.make("amend", complaint, cause="x", at=timezone.now())
    typed = {"version": "2", "words": "看照片", "files": photo}
    page = zhou.post(f"/complaints/{complaint.number}/attach/", typed).content.decode()
    assert "Please choose the files again" in page
    assert "看照片" in page


def test_an_unknown_move_is_404_and_one_that_is_not_open_409_in_words(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    own = f"/complaints/{complaint.number}"
    for name in ("dance", "lodge"):
        assert zhou.get(f"{own}/{name}/").status_code == 404
        assert zhou.post(f"{own}/{name}/").status_code == 404
    for name, words in (
        ("visit", "This cannot be done at the current stage."),
        ("reassign", "Your duties do not allow this."),
        ("confirm", "This cannot be done at the current stage."),
    ):
        answer = zhou.get(f"{own}/{name}/")
        assert answer.status_code == 409
        assert words in answer.content.decode()
        assert zhou.get(f"{own}/{name}/", headers=HTMX).status_code == 409


def with_order(world: World, state: str) -> Complaint:
    """A complaint in handling whose one order is in this state."""
    complaint = world.to_handling(world.lodge())
    due_at = complaint.received_at + timedelta(hours=8)
    world.make("order", complaint, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    order = complaint.orders.get()
    world.make("accept_order", complaint, by=world.wang, order=order)
    if state == "needs_part":
        world.make("need_part", complaint, by=world.wang, order=order, part="门刀", due_at=due_at)
    if state == "done":
        world.make("finish_order", complaint, by=world.wang, order=order, result="已更换")
    return complaint


@pytest.mark.rule("R150")
def test_every_move_has_a_form_for_those_who_may_make_it(world: World, client: Client) -> None:
    received, verified = world.lodge(), world.verify(world.lodge())
    investigating = world.verify(world.lodge())
    investigating = world.make("investigate", investigating, account=world.lin)
    proposed = world.verify(world.lodge())
    world.make("investigate", proposed, account=world.lin)
    proposed = world.make("propose", proposed, findings="x", responsibility="none", solution="y", method="phone")
    handling = world.to_handling(world.lodge())
    due_at = handling.received_at + timedelta(hours=8)
    world.make("order", handling, department=world.engineering, account=world.wang, work="更换门刀", due_at=due_at)
    at_work, waiting, done = (with_order(world, state) for state in ("accepted", "needs_part", "done"))
    world.make("ask_approval", investigating, subject="explain", reason="x")
    handled = world.to_handled(world.lodge())
    watching = world.to_handled(world.lodge())
    watching = world.make("visit", watching, by=world.zhou, outcome="declined", method="phone")
    outside = world.verify(world.lodge())
    outside = world.make("refer", outside, body="市政", words="已上报")
    closed = world.verify(world.lodge())
    closed = world.make("settle", closed, by=world.zhou, solution="x", responsibility="none", confirmation="好")
    asked = set()
    led = [(world.lin, one) for one in (received, verified, investigating, proposed, handling, handled, watching)]
    others = [(world.lin, outside), (world.lin, closed), (world.zhao, investigating), (world.wang, handling)]
    others += [(world.wang, at_work), (world.lin, waiting), (world.lin, done), (world.sun, world.lodge(by=world.sun))]
    answered = world.make("demand", world.lodge(), by=world.he, words="x", due_at=due_at)
    answered = world.make("answer_demand", answered, by=world.lin, words="y")
    others += [(world.he, verified), (world.he, answered)]
    again = world.make("ask_review", world.to_handled(world.lodge()), by=OWNER, owner_words="请再看看")
    others += [(world.zhao, again)]
    for account, complaint in led + others:
        client.force_login(account)
        for row in ROWS:
            if complaint.stage in row.at and row.name not in asked:
                answer = client.get(f"/complaints/{complaint.number}/{row.name}/", headers=HTMX)
                assert answer.status_code in (200, 409), (row.name, complaint.stage)
                asked |= {row.name} if answer.status_code == 200 else set()
    only_others = {"lodge", "confirm", "contest", "say", "silence", "resume", "separate", "tell_result"}
    only_others |= {"answer_questionnaire", "decline_visit"}  # the owner's own, made on the owner's page
    only_others |= {row.name for row in ROWS if row.by == (Party.CLOCKWORK,)}
    assert {row.name for row in ROWS} - asked <= only_others


@pytest.mark.rule("R4")
def test_what_stands_in_the_way_is_said_before_the_form_is_filled_in(world: World, zhou: Client) -> None:
    complaint = world.verify(world.lodge(course=""))
    page = zhou.get(f"/complaints/{complaint.number}/promise/").content.decode()
    assert "Do this first" in page
    assert "The record still lacks: Course of events." in page
    assert f"/complaints/{complaint.number}/amend/" in page
    assert "Do this first" not in zhou.get(f"/complaints/{of_today(world).number}/promise/").content.decode()


@pytest.mark.rule("R63", "R69", "C14")
def test_words_are_advised_on_gently_and_never_refused(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/promise/"
    for words in ("是的，但是我们很忙", "Yes, but we are busy"):
        advice = zhou.post(f"{address}advice/", {"words": words}).content.decode()
        assert "“Yes, but” cancels the yes" in advice
        assert "begin with “I”" in advice
    assert not zhou.post(f"{address}advice/", {"words": "我会在三点前给您回电"}).content.strip()
    assert zhou.post(address, promising(words="我们会尽快处理")).status_code == 302


@pytest.mark.rule("R32", "R64")
def test_the_coach_stands_beside_the_form(world: World, zhou: Client) -> None:
    complaint = world.lodge(emotion="agitated")
    page = zhou.get(f"/complaints/{complaint.number}/verify/").content.decode()
    assert "We understand how you feel" in page
    assert "thank you for pointing this out" in page
    assert 'class="coach"' in page


def test_quick_times_lie_ahead(world: World) -> None:
    now = timezone.localtime().replace(hour=17, minute=30)
    assert len(quick_times(now)) == 3
    evening = quick_times(now.replace(hour=20))
    assert len(evening) == 2
    assert all(time.value > f"{now:%Y-%m-%dT20:00}" for time in evening)


@pytest.mark.rule("R57")
def test_files_dropped_on_the_page_come_into_the_timeline(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    photo = SimpleUploadedFile("门刀.png", PNG, "image/png")
    answer = zhou.post(f"/complaints/{complaint.number}/attach/", {"files": photo}, follow=True)
    attachment = complaint.attachments.get()
    assert f'src="/complaints/{complaint.number}/files/{attachment.pk}/"' in answer.content.decode()


@pytest.mark.rule("C15")
def test_opening_the_form_that_adds_facts_shows_nobodys_telephone(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/amend/"
    form = zhou.get(address).content.decode()
    assert "13800002207" not in form
    assert 'placeholder="138••••2207"' in form
    assert complaint.course in form, "what is no secret is there to be added to"


def test_only_what_is_new_is_added_to_the_record(world: World, zhou: Client) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/amend/"
    known = {name: getattr(complaint, name) for name in ("happened", "where", "course", "about", "wants")}
    assert zhou.post(address, known).status_code == 422, "nothing new is no entry"
    assert zhou.post(address, known | {"course": "上周修，今天停，刚刚又停"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.course, complaint.contact) == ("上周修，今天停，刚刚又停", "13800002207")
    last = complaint.entries.last()
    assert last is not None
    assert last.content.facts == {"course": "上周修，今天停，刚刚又停"}


@pytest.mark.rule("R54")
def test_settling_before_verifying_leads_to_verifying(world: World, zhou: Client) -> None:
    complaint = world.lodge(at=timezone.now() - timedelta(hours=1))
    page = zhou.get(f"/complaints/{complaint.number}/settle/").content.decode()
    assert "Set its nature, category and level first." in page
    assert f'/{complaint.number}/verify/?next=%2Fcomplaints%2F{complaint.number}%2Fsettle%2F"' in page, "and back"


@pytest.mark.rule("R10")
def test_merging_offers_the_open_complaints_that_are_likely_the_same(world: World, zhou: Client) -> None:
    first = of_today(world)
    again = world.neighbour(at=timezone.now() - timedelta(minutes=30), place=world.home)
    noise = world.lodge(at=timezone.now(), content="楼上半夜装修，孩子睡不着", about="楼上", course="昨晚开始")
    address = f"/complaints/{again.number}/merge/"
    form = zhou.get(address).content.decode()
    assert f"{address}?other={first.number}" in form, "one press fills it in, without a script too"
    assert noise.number not in form
    chosen = zhou.get(f"{address}?other={first.number}").content.decode()
    assert f'value="{first.number}"' in chosen
    zhou.post(address, {"other": first.number, "reason": "同一台电梯", "version": str(again.version)})
    again.refresh_from_db()
    assert (again.stage, again.merged_into) == (Stage.RECEIVED, first)


@pytest.mark.rule("R65", "R80")
def test_an_order_comes_filled_with_the_department_that_the_category_knows(world: World, client: Client) -> None:
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    client.force_login(world.lin)
    form = client.get(f"/complaints/{complaint.number}/order/").content.decode()
    assert f'<option value="{world.engineering.pk}" selected>' in form
