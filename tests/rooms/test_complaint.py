"""The page of one complaint."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from heed.process.move import Tone
from heed.process.moves import ROWS
from heed.process.words import ROAD, Channel, Stage, VisitOutcome
from heed.queries.actor import CLOCKWORK, OWNER
from heed.records import triggers
from heed.records.models import Entry, EntryContent
from heed.rooms.complaint.open_moves import MORE_KEY
from heed.rooms.complaint.progress import stage_line
from tests.rooms.at_the_page import shown, signed_in
from tests.world import World, reveals


@pytest.fixture
def lin(world: World, client: Client) -> Client:
    """Lin, director, signed in, reading English."""
    return signed_in(client, world.lin)


@pytest.mark.rule("R48", "R74")
def test_the_page_tells_the_whole_matter_in_one_timeline(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    page = shown(lin, complaint)
    for words in (
        "周晓</b> recorded the complaint", "上周才修好，今天电梯又停在夹层", "很抱歉，让您和老人受惊了", "门刀漏换",
        "Owner agrees", "可以，今天一定要修好", "sent a work order → Engineering · 王建国", "门刀已换，运行正常",
    ):  # fmt: skip
        assert words in page
    order = [page.index(f'id="entry-{seq}"') for seq in range(1, complaint.version + 1)]
    assert order == sorted(order)


@pytest.mark.rule("R74")
def test_each_line_of_the_timeline_can_be_seen_alone(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    lines = {"owner_centre": "propose", "centre_department": "order", "department_owner": "arrive"}
    entries = {line: f'id="entry-{complaint.entries.get(move=move).seq}"' for line, move in lines.items()}
    for line in lines:
        page = shown(lin, complaint, f"?line={line}")
        assert [name for name, entry in entries.items() if entry in page] == [line]
    assert 'id="entry-1"' in shown(lin, complaint, "?line=nonsense")


def test_another_projects_people_find_no_such_complaint(world: World, client: Client) -> None:
    complaint = world.to_handled(world.lodge())
    clock = complaint.clocks.first()
    assert clock
    client.force_login(world.wu)
    own = f"/complaints/{complaint.number}/"
    for address in (own, f"{own}fresh/?since=0", f"{own}note/", f"{own}files/1/", f"{own}clocks/{clock.pk}/"):
        assert client.get(address).status_code == 404, address
    for address in (f"{own}reveal/", f"{own}note/", f"{own}note/advice/"):
        assert client.post(address, {"words": "x"}).status_code == 404, address
    assert complaint.entries.filter(move="note").count() == 0


def test_strangers_are_sent_to_sign_in_also_by_a_part_of_a_page(world: World, client: Client) -> None:
    complaint = world.lodge()
    answer = client.get(f"/complaints/{complaint.number}/")
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
    part = client.get(f"/complaints/{complaint.number}/note/", headers={"HX-Request": "true"})
    assert part["HX-Redirect"].startswith("/account/login/")


@pytest.mark.rule("C15")
def test_the_contact_is_masked_until_it_is_asked_for_and_the_look_is_on_record(world: World, client: Client) -> None:
    complaint = world.lodge()
    signed_in(client, world.zhou)
    page = shown(client, complaint)
    assert "138••••2207" in page
    assert "13800002207" not in page
    answer = client.post(f"/complaints/{complaint.number}/reveal/", headers={"HX-Request": "true"})
    assert "13800002207" in answer.content.decode()
    whole = client.post(f"/complaints/{complaint.number}/reveal/").content.decode()
    assert "13800002207" in whole
    assert "Complaint workflow" in whole, "without scripts it is the same page"
    assert reveals().filter(by=world.zhou, complaint=complaint).count() == 2
    assert client.get(f"/complaints/{complaint.number}/reveal/").status_code == 405


@pytest.mark.rule("C15")
def test_whose_work_needs_no_name_sees_none_and_may_not_ask(world: World, client: Client) -> None:
    complaint = world.lodge(by=world.sun)
    world.make("amend", complaint, contact="13911112222", name="陈美玲")
    signed_in(client, world.sun)
    page = shown(client, complaint)
    assert "陈美玲" not in page
    assert "陈••" in page
    assert "13911112222" not in page
    assert client.post(f"/complaints/{complaint.number}/reveal/").status_code == 409
    assert not reveals().exists()


@pytest.mark.rule("R73", "R69")
def test_a_promise_stands_as_a_quotation_with_what_became_of_it(world: World, lin: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=2)))
    due_at = timezone.now() + timedelta(hours=1)
    world.make("promise", complaint, by=world.zhou, words="我会在三点前给您回电", due_at=due_at, consent=True)
    page = shown(lin, complaint)
    assert "“我会在三点前给您回电”" in page
    assert page.count("我会在三点前给您回电") == 2, "in the timeline, and open at the side"
    world.make("investigate", complaint, account=world.lin)
    world.make("reply", complaint, words="原因查明了", method="phone")
    page = shown(lin, complaint)
    assert "Kept" in page
    assert page.count("我会在三点前给您回电") == 2, "the ledger at its side keeps what was kept"


@pytest.mark.rule("R4")
def test_what_is_still_missing_is_named_gently_with_a_way_to_add_it(world: World, lin: Client) -> None:
    complaint = world.lodge(course="", about="")
    page = shown(lin, complaint)
    assert "Still missing: Course of events, What or whom it is about" in page
    assert f"/complaints/{complaint.number}/amend/" in page
    assert "Still missing" not in shown(lin, world.lodge())


@pytest.mark.rule("R10")
def test_the_owners_history_and_repeats_are_linked(world: World, lin: Client) -> None:
    first = world.lodge(title="第一次停梯")
    again = world.lodge(repeat_of=first)
    page = shown(lin, again)
    assert f"/complaints/{first.number}/" in page
    assert "Repeat of" in page
    assert "Others: 1 · open: 1" in page
    assert "Repeated by" in shown(lin, first)


@pytest.mark.rule("R66")
def test_a_second_round_shows_where_it_began(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    outcome: dict[str, Any] = {"outcome": VisitOutcome.NOT_SOLVED, "method": "phone", "owner_words": "又停了"}
    world.make("visit", complaint, by=world.zhou, **outcome)
    page = shown(lin, complaint)
    assert page.count("Round 2") == 2, "at the head, and in the timeline where it begins"


def test_the_road_tells_when_each_stage_was_reached_and_which_were_skipped(world: World) -> None:
    complaint = world.to_handled(world.lodge())
    entries = list(complaint.entries.order_by("seq"))
    stops = {stop.stage: stop for stop in stage_line(Stage.HANDLED, entries).stops}
    assert [stops[stage].state for stage in ROAD] == [
        "done", "done", "skipped", "done", "done", "done", "now", "",
    ]  # fmt: skip
    assert stops[Stage.HANDLED].at == complaint.handled_at
    assert stops[Stage.CLOSED].at is None


@pytest.mark.rule("R7", "R93")
@pytest.mark.parametrize("stage", [Stage.WATCHING, Stage.OUTSIDE, Stage.WITHDRAWN])
def test_a_stage_beside_the_road_is_shown_beside_it(world: World, lin: Client, stage: Stage) -> None:
    complaint = world.verify(world.lodge())
    if stage is Stage.OUTSIDE:
        world.make("refer", complaint, body="市政", words="已上报市政")
    elif stage is Stage.WITHDRAWN:
        world.make("withdraw", complaint, owner_words="不用了", method="phone")
    else:
        complaint = world.to_handled(world.lodge())
        world.make("visit", complaint, by=world.zhou, outcome="declined", method="phone")
    page = shown(lin, complaint)
    assert "road__beside" in page
    assert stage.label in page
    assert 'aria-current="step"' not in page


@pytest.mark.rule("R150")
def test_the_way_forward_is_what_the_table_opens_to_the_reader(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge())
    own = f"/complaints/{complaint.number}"
    page = shown(signed_in(client, world.zhou), complaint)
    for name in ("settle", "promise", "investigate", "escalate", "note"):
        assert f'href="{own}/{name}/"' in page
    for name in ("verify", "reassign", "approve", "silence", "confirm", "say", "resume"):
        assert f'href="{own}/{name}/"' not in page
    assert 'btn--warn" href="' + f'{own}/escalate/"' in page, "the grave one is red"


def test_no_two_moves_that_stand_together_have_the_same_key() -> None:
    taken = {"j", "k", "c", MORE_KEY}
    for stage in Stage:
        keys = [move.key for move in ROWS if stage in move.at and move.key]
        assert len(keys) == len(set(keys)), stage
        assert not taken.intersection(keys)
    loud = {move.name for move in ROWS if move.tone is not Tone.QUIET and move.at and not move.key}
    assert loud == {"confirm", "answer_questionnaire", "silence"}, "the owner's and the clockwork's have none"


def test_a_page_is_told_what_others_did_since(world: World, lin: Client) -> None:
    complaint = world.lodge()
    ask = f"/complaints/{complaint.number}/fresh/"
    assert lin.get(f"{ask}?since={complaint.version}").status_code == 204
    complaint = world.verify(complaint)
    told = lin.get(f"{ask}?since=1").content.decode()
    assert "周晓" in told
    assert "verified the key points" in told
    assert lin.get(f"{ask}?since=1&seen={complaint.version}").status_code == 204, "told once"


def test_a_record_that_was_touched_says_so_on_the_page(world: World, lin: Client) -> None:
    complaint = world.verify(world.lodge())
    assert "Record intact" in shown(lin, complaint)
    triggers.remove(connection)
    EntryContent.objects.filter(entry__complaint=complaint, entry__seq=1).update(facts={"content": "一切都好"})
    triggers.install(connection)
    page = shown(lin, complaint)
    assert "Record damaged" in page
    assert "Entry 1: The text of an entry was changed" in page


def test_what_heed_and_the_owner_did_is_told_under_their_names(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge(channel=Channel.WEB, by=OWNER))
    world.make("contest", complaint, by=OWNER, owner_words="还是响")
    world.make("escalate", complaint, by=CLOCKWORK, reason="limit")
    page = shown(lin, complaint)
    assert "<b>Owner</b> said that it is not solved" in page
    assert "<b>Heed</b> escalated it" in page


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_language_shows_every_stage(world: World, client: Client, language: str) -> None:
    signed_in(client, world.lin)
    world.lin.language = language
    world.lin.save()
    assert client.get(f"/complaints/{world.to_handled(world.lodge()).number}/").status_code == 200
    assert client.get("/how/").status_code == 200


def test_a_long_history_costs_no_more_queries(
    world: World, lin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    short, long = world.verify(world.lodge()), world.to_handling(world.lodge())
    for place in range(40):
        world.make("note", long, words=f"备注 {place}")
    shown(lin, short)
    with django_assert_max_num_queries(29) as few:
        shown(lin, short)
    with django_assert_max_num_queries(29) as many:
        shown(lin, long)
    assert len(many) == len(few)
    assert Entry.objects.filter(complaint=long).count() > 40


def test_what_an_owner_brought_in_nobody_of_staff_took_in(world: World, lin: Client) -> None:
    assert "reported the matter" in shown(lin, world.lodge(by=OWNER, channel="web"))
    assert "recorded the complaint" in shown(lin, world.lodge())


def test_a_reason_chosen_from_the_list_is_read_in_the_readers_language(world: World, lin: Client) -> None:
    complaint = world.lodge()
    world.make("escalate", complaint, reason="The explanation does not help", by=world.zhou)
    assert "The explanation does not help" in shown(lin, complaint)
    world.lin.language = "zh-hans"
    world.lin.save()
    page = lin.get(f"/complaints/{complaint.number}/").content.decode()
    assert "解释无效" in page
    assert "The explanation does not help" not in page


@pytest.mark.parametrize(("written", "read"), [
    ("“承诺”已超过最后期限。", "The deadline of the clock “Promise” has passed."),
    ("解释无效\n业主不同意由上级出面；已照常报告上级。", "The owner did not want a superior to come"),
    ("解释无效，请林主任出面", "解释无效，请林主任出面"),
    ("承诺", "承诺"),
    ("业主不满意\n承诺", "业主不满意\n承诺"),
    ("经业主同意，请刘洋接听电话：业主指名要找这位同事", "with the owner's consent: The owner asks for this person"),
    ("经业主同意，请刘洋接听电话：承诺", "with the owner's consent: 承诺"),
])  # fmt: skip
def test_a_sentence_that_heed_wrote_is_read_in_the_readers_language(
    world: World, lin: Client, written: str, read: str
) -> None:
    complaint = world.lodge()
    world.make("escalate", complaint, reason=written, by=world.zhou)
    said = unescape(shown(lin, complaint)).split("escalated")[1]
    assert read in said
    assert (written in said) is (written == read)


def test_the_button_that_stands_out_is_the_next_step_of_the_road(world: World, lin: Client) -> None:
    page = shown(lin, world.verify(world.lodge()))
    loud = page.split('class="btn btn--primary"')[1].split("</a>")[0]
    assert "/promise/" in loud, "not to settle: most matters need looking into"
