"""What several owners tell of comes together, is followed together, and apart again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from heed.actions.engine.errors import Refused
from heed.actions.warnings import answering, gathering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.insight import hotspots
from heed.process.words import WarningKind, WarningState
from heed.queries.actor import OWNER
from heed.queries.warnings.gathering import Gathering
from heed.records.models import Complaint, EarlyWarning
from heed.rooms.centre.warnings.steps import take
from tests.world import MORNING, World

LATER = MORNING + timedelta(hours=2)
OTHERS = ("楼道堆放杂物", "快递柜打不开", "停车位被占用", "保安态度冷淡", "门口的灯坏了", "水压太低洗不了澡")
PIANO = (
    "楼下半夜弹钢琴吵得睡不着", "3号楼有人半夜弹钢琴，孩子睡不着", "请管一管半夜弹钢琴的住户",
    "连续几天半夜弹钢琴，太吵", "半夜弹钢琴没人管吗",
)  # fmt: skip

RARITY_AT = Gathering.rarity_at


@pytest.fixture(autouse=True)
def _few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred texts say which words are rare; what is counted is marked as of the play's time."""
    texts = [f"第{number}栋{OTHERS[number % len(OTHERS)]}，请物业处理" for number in range(hotspots.LEAST_TEXTS)]
    monkeypatch.setattr(Gathering, "rarity_at", lambda _self, _now: hotspots.Rarity([*texts, *PIANO]))
    monkeypatch.setattr("heed.actions.warnings.watching.timezone.now", lambda: LATER)


def told(world: World, number: int, text: str, contact: str = "") -> Complaint:
    owner = {"name": f"业主{number}", "unit": f"3-{number}02", "contact": contact or f"139000{number:05}"}
    return world.neighbour(**owner, content=text, about="", course="", at=MORNING + timedelta(minutes=number))


def look(watcher: Watcher | None = None) -> list[EarlyWarning]:
    count()
    warn(watcher or Watcher(), now=LATER)
    return list(EarlyWarning.objects.filter(kind=WarningKind.HOT_SPOT.value).order_by("pk"))


def hot_spot(world: World, people: int = 4) -> list[Complaint]:
    for number, text in enumerate(OTHERS, start=50):
        told(world, number, text)
    return [told(world, number, PIANO[number - 11]) for number in range(11, 11 + people)]


def test_the_latest_texts_of_the_company_say_which_words_are_rare(world: World) -> None:
    told(world, 11, PIANO[0])
    assert RARITY_AT(Gathering(), LATER).texts == 1


@pytest.mark.rule("R148")
def test_four_owners_who_tell_of_one_thing_make_one_warning_and_the_fifth_joins_it(world: World) -> None:
    complaints = hot_spot(world)
    watcher = Watcher()
    (warning,) = look(watcher)
    assert (warning.owner, warning.facts["voices"]) == (world.lin, 4)
    assert set(warning.complaints.all()) == set(complaints)
    fifth = told(world, 15, PIANO[4])
    (renewed,) = look(watcher)
    assert renewed.pk == warning.pk
    assert fifth in renewed.complaints.all()
    assert renewed.facts["voices"] == 5


@pytest.mark.rule("R148")
def test_three_owners_or_what_belongs_to_another_estate_are_no_hot_spot(world: World) -> None:
    hot_spot(world, people=3)
    Complaint.objects.filter(pk=told(world, 14, PIANO[3]).pk).update(project=world.elsewhere)
    assert look() == []


def test_what_is_closed_is_no_hot_spot_any_more(world: World) -> None:
    first = world.verify(hot_spot(world)[0])
    world.make("withdraw", first, by=OWNER, owner_words="不弹了")
    assert look() == []


@pytest.mark.rule("R148")
def test_a_dismissed_hot_spot_stays_quiet_when_the_next_owner_tells_it(world: World) -> None:
    hot_spot(world)
    (warning,) = look()
    answering.dismiss(warning, "是两户不同的人家", by=world.lin, at=LATER)
    told(world, 15, PIANO[4])
    assert [one.state for one in look()] == [WarningState.DISMISSED]


@pytest.mark.rule("R10")
@pytest.mark.rule("R148")
def test_a_hot_spot_is_followed_together_and_apart_again_on_its_page(world: World, client: Client) -> None:
    first, *others = [world.verify(one) for one in hot_spot(world)]
    (warning,) = look()
    client.force_login(world.lin)
    address = f"/centre/warnings/{warning.pk}/"
    form = client.get(address).context["forms"]["together"]
    assert form["main"].value() is None or form["main"].value() == str(first.pk)
    chosen = [str(one.pk) for one in others]
    given = {"step": "together", "together-main": str(first.pk), "together-others": chosen}
    assert client.post(address, given | {"together-words": ""}).status_code == 422
    Complaint.objects.update(moved_at=MORNING)
    assert client.post(address, given | {"together-words": "同一户弹钢琴"}).status_code == 302
    assert set(Complaint.objects.filter(merged_into=first)) == set(others)
    warning.refresh_from_db()
    assert (warning.state, warning.words) == (WarningState.ACTED, "同一户弹钢琴")
    undone = client.post(address, {"step": "apart", "apart-words": "其实是两户"})
    assert undone.status_code == 302
    assert not Complaint.objects.filter(merged_into=first).exists()
    warning.refresh_from_db()
    assert warning.state == WarningState.OPEN
    assert [entry.move for entry in others[0].entries.order_by("seq")][-2:] == ["merge", "separate"]


def test_what_cannot_be_merged_is_said_and_the_warning_stays_open(world: World, client: Client) -> None:
    first, second, *_ = [world.verify(one) for one in hot_spot(world)]
    Complaint.objects.update(moved_at=MORNING)
    (warning,) = look()
    Complaint.objects.filter(pk=second.pk).update(contact=first.contact)
    client.force_login(world.lin)
    given = {"step": "together", "together-main": str(first.pk), "together-others": [str(second.pk)],
             "together-words": "同一户"}  # fmt: skip
    answer = client.post(f"/centre/warnings/{warning.pk}/", given)
    assert answer.status_code == 422
    assert answer.context["forms"]["together"].errors["words"]
    warning.refresh_from_db()
    assert warning.state == WarningState.OPEN


def posted(main: Complaint, *others: Complaint) -> dict[str, object]:
    """What the form for following them together sends."""
    chosen = [str(one.pk) for one in others]
    return {"step": "together", "together-main": str(main.pk), "together-others": chosen, "together-words": "同一户"}


@pytest.mark.rule("R10")
def test_where_one_cannot_be_merged_none_is_and_its_number_is_said(world: World, client: Client) -> None:
    first, second, *others = [world.verify(one) for one in hot_spot(world)]
    Complaint.objects.update(moved_at=MORNING)
    (warning,) = look()
    Complaint.objects.filter(pk=second.pk).update(contact=first.contact)
    client.force_login(world.lin)
    answer = client.post(f"/centre/warnings/{warning.pk}/", posted(first, second, *others))
    assert answer.status_code == 422
    why = answer.context["forms"]["together"].errors["words"]
    assert second.number in why[0]
    assert others[0].number not in why[0]
    assert not Complaint.objects.filter(merged_into=first).exists()
    warning.refresh_from_db()
    assert warning.state == WarningState.OPEN


@pytest.mark.rule("R10")
def test_only_what_was_merged_within_the_hot_spot_is_separated_and_only_after_it_was_acted_on(
    world: World, client: Client
) -> None:
    outside = world.verify(told(world, 30, "楼道堆放杂物"))
    first, second, third, fourth = [world.verify(one) for one in hot_spot(world)]
    Complaint.objects.update(moved_at=MORNING)
    (warning,) = look()
    world.make("merge", fourth, other=outside, reason="同一处", at=LATER)
    client.force_login(world.lin)
    address = f"/centre/warnings/{warning.pk}/"
    assert "apart" not in client.get(address).context["forms"]
    assert client.post(address, posted(first, second, third)).status_code == 302
    assert client.post(address, {"step": "apart", "apart-words": "其实是两户"}).status_code == 302
    fourth.refresh_from_db()
    assert fourth.merged_into == outside
    assert not Complaint.objects.filter(merged_into=first).exists()
    assert "apart" not in client.get(address).context["forms"]


def test_following_separately_does_not_open_a_warning_that_is_there_again(world: World) -> None:
    first, *others = [world.verify(one) for one in hot_spot(world)]
    (warning,) = look()
    gathering.follow_together(warning, first, others, "同一户", by=world.lin, at=LATER)
    again = EarlyWarning.objects.create(
        project=warning.project, kind=warning.kind, key=warning.key, owner=world.lin, raised_at=LATER
    )
    gathering.follow_apart(warning, others, "其实是两户", by=world.lin, at=LATER)
    assert list(EarlyWarning.objects.filter(state=WarningState.OPEN.value)) == [again]


def test_a_complaint_that_a_colleague_took_away_meanwhile_is_refused(world: World) -> None:
    first, second, *_ = [world.verify(one) for one in hot_spot(world)]
    (warning,) = look()
    for main, other in ((0, first.pk), (first.pk, 0)):
        given = {"main": str(main), "others": [str(other)], "words": "同一户"}
        with pytest.raises(Refused):
            take(warning, "together", given, world.lin)
    assert second.merged_into is None


def test_words_that_were_typed_while_a_colleague_dismissed_it_stay_on_the_page(world: World, client: Client) -> None:
    first, *others = [world.verify(one) for one in hot_spot(world)]
    Complaint.objects.update(moved_at=MORNING)
    (warning,) = look()
    answering.dismiss(warning, "是两户不同的人家", by=world.zhao, at=LATER)
    client.force_login(world.lin)
    for given in (posted(first, *others), {"step": "apart", "apart-words": "同一户"}):
        answer = client.post(f"/centre/warnings/{warning.pk}/", given)
        assert answer.status_code == 422
        form = answer.context["forms"][given["step"]]
        assert form["words"].value() == "同一户"
        assert form.non_field_errors()
