"""What several owners tell of comes together in one warning, of which one incident is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from heed.actions.setup.policy import publish
from heed.actions.warnings import answering
from heed.actions.warnings.watching import Watcher
from heed.clockwork.rollups import count
from heed.clockwork.warned import warn
from heed.insight import hotspots
from heed.process.policy import default_policy
from heed.process.words import WarningKind, WarningState
from heed.queries.actor import OWNER
from heed.queries.warnings.gathering import Gathering
from heed.records.models import Complaint, EarlyWarning
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
@pytest.mark.parametrize(("changed", "many"), [({"voices": 5}, 0), ({"voices": 3}, 1), ({"days": 2}, 1)])
def test_a_hot_spot_asks_for_the_owners_and_the_days_of_the_policy(
    world: World, changed: dict[str, int], many: int
) -> None:
    document = default_policy().model_dump(mode="json")
    document["warnings"]["hot_spot"] |= changed
    publish(document, by=world.admin, seen=1, at=MORNING - timedelta(days=1))
    hot_spot(world)
    found = look()
    assert [one.facts["days"] for one in found] == [changed.get("days", 30)] * many


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
def test_the_page_of_a_hot_spot_offers_one_way_to_follow_its_complaints_to_who_works_at_the_desk(
    world: World, client: Client
) -> None:
    hot_spot(world)
    (warning,) = look()
    for account in (world.lin, world.he, world.zhao):
        client.force_login(account)
        page = client.get(f"/centre/warnings/{warning.pk}/")
        assert f"/oversight/incidents/new/?warning={warning.pk}" in page.content.decode(), account
        assert set(page.context["forms"]) <= {"demand", "act", "dismiss"}
    world.he.duties.update(role="auditor")
    client.force_login(world.he)
    assert "/oversight/incidents/new/" not in client.get(f"/centre/warnings/{warning.pk}/").content.decode()
    answering.dismiss(warning, "是两户不同的人家", by=world.lin, at=LATER)
    client.force_login(world.lin)
    assert "/oversight/incidents/new/" not in client.get(f"/centre/warnings/{warning.pk}/").content.decode()


def test_words_that_were_typed_while_a_colleague_dismissed_it_stay_on_the_page(world: World, client: Client) -> None:
    hot_spot(world)
    (warning,) = look()
    answering.dismiss(warning, "是两户不同的人家", by=world.zhao, at=LATER)
    client.force_login(world.lin)
    answer = client.post(f"/centre/warnings/{warning.pk}/", {"step": "act", "act-words": "已劝阻"})
    assert answer.status_code == 422
    form = answer.context["forms"]["act"]
    assert form["words"].value() == "已劝阻"
    assert form.non_field_errors()
