"""The policy in Setup: read in words, changed part by part, previewed, kept in versions, never written over."""

from typing import Any

import pytest
from django.test import Client

from heed.process.words import ClockKind
from heed.queries.policies import current_policy
from heed.records.models import PolicyVersion
from tests.rooms.test_setup import cost, text_of
from tests.world import World

TELEPHONE = {
    "target_rings": "3", "limit_rings": "4", "ring_seconds": "5", "answered_by": ["receptionist", "guard"], "seen": "1",
}  # fmt: skip
ANSWER = {
    "target": "25分钟", "limit": "1 天", "basis": "always", "ladder": "steady", "seen": "1",
    "levels.emergency.differs": "on", "levels.emergency.target": "10 min", "levels.emergency.limit": "6 h",
    "levels.emergency.basis": "always", "levels.emergency.ladder": "urgent",
}  # fmt: skip


def send(client: Client, at: str, typed: dict[str, Any], *, kept: bool = False) -> tuple[int, str]:
    """Send a part's form, with the yes or without; the status and the page."""
    answer = client.post(f"/setup/policy/edit/{at}/", typed | ({"confirmed": "1"} if kept else {}))
    return answer.status_code, answer.content.decode()


@pytest.mark.rule("R150")
def test_a_change_is_looked_at_and_then_put_in_force_with_its_reason(client: Client, world: World) -> None:
    client.force_login(world.admin)
    status, text = send(client, "telephone", TELEPHONE)
    assert status == 200
    assert PolicyVersion.objects.count() == 1
    assert 'name="confirmed"' in text
    assert send(client, "telephone", TELEPHONE | {"note": "话务增加"}, kept=True)[0] == 302
    newest = PolicyVersion.objects.all()[0]
    assert (newest.number, newest.note, newest.made_by) == (2, "话务增加", world.admin)
    assert current_policy().telephone.target_rings == 3
    assert "话务增加" in text_of(client, "policy/history/")
    assert "<b>3</b>" in text_of(client, "policy/history/2/")


@pytest.mark.rule("R55", "C2")
def test_a_clock_takes_lengths_as_people_say_them_and_its_levels_own(client: Client, world: World) -> None:
    before = world.lodge()
    client.force_login(world.admin)
    assert send(client, "clocks.answer", ANSWER)[0] == 422  # a promise may be longer than six hours
    assert send(client, "clocks.answer", ANSWER | {"levels.emergency.limit": "1天"}, kept=True)[0] == 302
    times = current_policy().clocks.of(ClockKind.ANSWER)
    assert (times.target, times.limit) == (25, 1440)
    assert [timing.level for timing in times.levels] == ["emergency"]
    before.refresh_from_db()
    assert before.policy.number == 1


@pytest.mark.parametrize(
    ("at", "typed", "field"),
    [
        ("telephone", TELEPHONE | {"target_rings": "9"}, "limit_rings"),
        ("telephone", TELEPHONE | {"target_rings": "x"}, "target_rings"),
        ("telephone", TELEPHONE | {"answered_by": []}, "answered_by"),
        ("clocks.answer", ANSWER | {"target": "soon"}, "target"),
        ("clocks.answer", ANSWER | {"target": "3 d"}, "limit"),
        ("clocks.answer", ANSWER | {"levels.emergency.target": "7 h"}, "levels.emergency.limit"),
        ("clocks.promise", ANSWER, "target"),
        ("warnings.surge", {"days": "7", "voices": "1", "odds": "10000"}, "voices"),
        ("warnings.surge", {"days": "900", "voices": "4", "odds": "10000"}, "days"),
        ("warnings.repeats", {"days": "60", "number": "4", "of_category": "5"}, "of_category"),
        ("warnings.leaving", {"weight": "4", "quiet_days": "7", "silent_days": "7"}, "silent_days"),
        ("warnings.afterwards", {"acted_days": "14", "dismissed_days": "40", "stricter_days": "30"}, "stricter_days"),
        ("exemptions", {"sensitive.used": "on"}, "sensitive.approver"),
        ("categories.equipment.lighting", {"keywords.zh": "灯,灯"}, "keywords.zh"),
    ],
)
def test_a_problem_stands_beside_its_field(
    client: Client, world: World, at: str, typed: dict[str, Any], field: str
) -> None:
    client.force_login(world.admin)
    names = {"names.zh_hans": "照明", "names.zh_hant": "照明", "names.en": "Light"}
    whole = (
        typed
        if at != "categories.equipment.lighting"
        else typed | names | {"department": "engineering", "level": "general"}
    )
    answer = client.post(f"/setup/policy/edit/{at}/", whole | {"seen": "1"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert PolicyVersion.objects.count() == 1


def test_the_second_of_two_editors_is_told_what_changed_and_loses_nothing(client: Client, world: World) -> None:
    client.force_login(world.admin)
    windows = {"repeat_days": "40", "reopen_days": "41", "link_days": "90", "seen": "1"}
    assert send(client, "telephone", TELEPHONE, kept=True)[0] == 302
    for kept in (False, True):
        status, text = send(client, "windows", windows, kept=kept)
        assert status == 409
        assert 'value="41"' in text
        assert 'name="seen" value="2"' in text
        assert "2 → 3" in text
    assert send(client, "windows", windows | {"seen": "2"}, kept=True)[0] == 302
    policy = current_policy()
    assert (policy.windows.repeat_days, policy.telephone.target_rings) == (40, 3)


@pytest.mark.rule("R20")
def test_a_category_is_added_changed_and_taken_out(client: Client, world: World) -> None:
    client.force_login(world.admin)
    leaf = {
        "names.zh_hans": "泳池", "names.zh_hant": "泳池", "names.en": "Swimming pool", "department": "engineering",
        "level": "general", "keywords.zh": "泳池\n水浑，池水", "keywords.en": "pool", "seen": "1",
    }  # fmt: skip
    assert send(client, "categories.equipment.new", leaf, kept=True)[0] == 302
    made = current_policy().leaf("swimming_pool")
    assert made.keywords.zh == ("泳池", "水浑", "池水")
    changed = leaf | {"level": "major", "seen": "2"}
    assert send(client, "categories.equipment.swimming_pool", changed, kept=True)[0] == 302
    assert current_policy().leaf("swimming_pool").level == "major"
    gone = {"remove": "1", "seen": "3"}
    assert send(client, "categories.equipment.swimming_pool", gone)[0] == 200
    assert send(client, "categories.equipment.swimming_pool", gone, kept=True)[0] == 302
    with pytest.raises(KeyError):
        current_policy().leaf("swimming_pool")


@pytest.mark.rule("C7")
def test_a_ladder_is_changed_and_one_in_use_cannot_be_taken_out(client: Client, world: World) -> None:
    client.force_login(world.admin)
    names = {"names.zh_hans": "常规", "names.zh_hant": "常規", "names.en": "Steady", "seen": "1"}
    steps = {"steps.0.to": "director", "steps.0.after": "0", "steps.1.to": "manager", "steps.1.after": "2小时"}
    assert send(client, "ladders.steady", names | steps, kept=True)[0] == 302
    ladder = next(one for one in current_policy().ladders if one.code == "steady")
    assert [(step.to.value, step.after) for step in ladder.steps] == [("director", 0), ("manager", 120)]
    status, text = send(client, "ladders.steady", {"remove": "1", "seen": "2"})
    assert status == 422
    assert "steady" in text


def test_hours_levels_pauses_departments_and_the_rest_are_forms_too(client: Client, world: World) -> None:
    client.force_login(world.admin)
    week = {f"week_{day}": "09:00-18:00" for day in range(7)}
    names = {"names.zh_hans": "甲", "names.zh_hant": "甲", "names.en": "Alpha"}
    sent: list[tuple[str, dict[str, Any]]] = [
        ("open_hours", week),
        ("waking_hours", week),
        ("levels.general", names),
        ("pauses.new", names | {"clocks": ["visit"]}),
        ("departments.new", names),
        ("categories.new", names),
        ("intake", {"channels": ["phone"], "natures": ["harm"], "money_limit": "500"}),
        ("promise", {"longest_minutes": "12 h", "warn_minutes": "30", "notice_minutes": "90"}),
        ("visits", {"attempts": "2", "questionnaire_days": "4", "sample_percent": "5"}),
        ("exemptions", {"anonymous.used": "on"}),
        ("warnings.hot_spot", {"days": "20", "voices": "6"}),
    ]
    for number, (at, typed) in enumerate(sent, start=1):
        assert send(client, at, typed | {"seen": str(number)}, kept=True)[0] == 302, at
    policy = current_policy()
    assert policy.promise.longest_minutes == 720
    assert (policy.visits.attempts, policy.visits.questionnaire_days, policy.visits.sample_percent) == (2, 4, 5)
    assert policy.pause("alpha").clocks == (ClockKind.VISIT,)
    assert [terms.code.value for terms in policy.exemptions] == ["anonymous"]
    assert (policy.warnings.hot_spot.days, policy.warnings.hot_spot.voices) == (20, 6)
    assert "20 天内有 6 位业主" in text_of(client, "policy/")
    for number in range(1, len(sent) + 2):
        text_of(client, f"policy/history/{number}/")


@pytest.mark.parametrize(
    "at",
    [
        "nothing",
        "levels.none",
        "clocks.none",
        "warnings",
        "warnings.none",
        "categories.none.new",
        "categories.equipment.x",
    ],
)
def test_what_the_policy_does_not_hold_is_not_there(client: Client, world: World, at: str) -> None:
    client.force_login(world.admin)
    text_of(client, f"policy/edit/{at}/", 404)


@pytest.mark.rule("R150")
def test_only_an_administrator_changes_the_policy(client: Client, world: World) -> None:
    for account in (world.he, world.lin, world.zhao):
        client.force_login(account)
        assert send(client, "telephone", TELEPHONE, kept=True)[0] == 404
    assert PolicyVersion.objects.count() == 1


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_whole_policy_is_told_in_each_language(client: Client, world: World, language: str) -> None:
    world.admin.language = language
    world.admin.save()
    client.force_login(world.admin)
    text = text_of(client, "policy/")
    said = {"zh-hans": "30 分钟", "zh-hant": "30 分鐘", "en": "30 min"}[language]
    assert said in text
    assert all(text.count(f'href="/setup/policy/edit/clocks.{kind.value}/"') == 1 for kind in ClockKind)


def test_the_policy_costs_a_fixed_number_of_queries(client: Client, world: World) -> None:
    client.force_login(world.admin)
    cost(client, "policy/")
    before = cost(client, "policy/")
    for number in range(1, 6):
        rings = TELEPHONE | {"ring_seconds": str(5 + number), "seen": str(number)}
        assert send(client, "telephone", rings, kept=True)[0] == 302
    cost(client, "policy/")
    assert cost(client, "policy/") == before
    assert cost(client, "policy/history/") == before


@pytest.mark.rule("R50")
def test_the_policy_page_says_in_a_sentence_which_clocks_contradict_each_other(client: Client, world: World) -> None:
    client.force_login(world.admin)
    late = {"target": "15 min", "limit": "2 d", "basis": "always", "ladder": "steady", "seen": "1"}
    answer = client.post("/setup/policy/edit/clocks.verify/", late)
    assert answer.status_code == 422
    assert "核实" in str(answer.context["form"].errors["limit"]) or "Verif" in str(
        answer.context["form"].errors["limit"]
    )
    assert PolicyVersion.objects.count() == 1


@pytest.mark.rule("R70")
def test_the_form_of_closing_says_that_its_target_warns_nobody(client: Client, world: World) -> None:
    world.admin.language = "en"
    world.admin.save()
    client.force_login(world.admin)
    assert "warns nobody" in text_of(client, "policy/edit/clocks.closing/")
    assert "After the target comes a warning" in text_of(client, "policy/edit/clocks.answer/")
