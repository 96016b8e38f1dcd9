"""The pages of early warnings: who sees which, and what can be done about one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.actions.setup.projects import change_project
from heed.actions.setup.regions import add_region
from heed.actions.warnings import answering
from heed.actions.warnings.raising import raise_or_renew
from heed.process.words import WarningKind, WarningState
from heed.queries.complaints.counts import counts_for
from heed.queries.warnings.watched import WarningCandidate
from heed.records.models import Account, Complaint, EarlyWarning, Notice, Project, ProjectDemand
from heed.rooms.centre.warnings.words import reason
from tests.world import World

FACTS = {"number": 3, "days": 60}


def repeated(world: World, *complaints: Complaint) -> EarlyWarning:
    """One owner complains again and again: a warning for Lin."""
    found = complaints or (world.lodge(),)
    candidate = WarningCandidate(
        world.project.pk, WarningKind.REPEAT_OWNER, str(world.chen.pk), FACTS, frozenset(one.pk for one in found)
    )
    return raised(candidate)


def leaving(world: World, complaint: Complaint) -> EarlyWarning:
    """Its owner is about to be lost: a warning for the case owner."""
    facts = {"signs": ["dissatisfied", "silent"], "round": 2, "quiet": 3, "silent": 7}
    subject = world.project.pk, WarningKind.LEAVING, str(complaint.pk)
    return raised(
        WarningCandidate(*subject, facts, frozenset([complaint.pk]), complaint.pk, owner_id=complaint.case_owner_id)
    )


def warning_at(project: Project) -> WarningCandidate:
    """Promises slip at an estate."""
    facts = {"missed": 4, "ended": 8, "usual": 3, "days": 14, "odds": 1000}
    return WarningCandidate(project.pk, WarningKind.PROMISES, "", facts, frozenset())


def raised(candidate: WarningCandidate) -> EarlyWarning:
    (warning,) = raise_or_renew([candidate], timezone.now())
    return warning


def page(client: Client, account: Account, path: str) -> str:
    client.force_login(account)
    return client.get(path).content.decode()


@pytest.mark.rule("R148")
def test_a_warning_is_listed_counted_and_shown_with_its_reason_and_complaints(world: World, client: Client) -> None:
    complaint = world.lodge()
    warning = repeated(world, complaint)
    assert "60 天内" in page(client, world.lin, "/centre/warnings/")
    assert complaint.number in page(client, world.he, f"/centre/warnings/{warning.pk}/")
    home = client.get("/centre/")
    assert home.context["warned"] == "1"
    assert "/centre/warnings/" in home.content.decode()
    notice = Notice.objects.get(about="early_warning", channel="inbox")
    client.force_login(world.lin)
    assert client.get(f"/inbox/{notice.pk}/").headers["Location"] == f"/centre/warnings/{warning.pk}/"


@pytest.mark.rule("R148")
def test_the_demand_on_a_project_comes_from_the_warning(world: World, client: Client) -> None:
    warning = repeated(world)
    client.force_login(world.he)
    due_at = (timezone.localtime() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    given = {"step": "demand", "demand-words": "三次同样的投诉，请查原因", "demand-due_at": due_at}
    assert client.post(f"/centre/warnings/{warning.pk}/", given).status_code == 302
    warning.refresh_from_db()
    assert (warning.state, warning.demand) == (WarningState.ACTED, ProjectDemand.objects.get())
    again = client.post(f"/centre/warnings/{warning.pk}/", given)
    assert again.status_code == 422
    form = again.context["forms"]["demand"]
    assert form["words"].value() == "三次同样的投诉，请查原因"
    assert form.non_field_errors(), "a colleague was faster: nothing that was typed is lost"
    assert set(again.context["forms"]) == {"demand"}
    assert ProjectDemand.objects.count() == 1


@pytest.mark.rule("R148")
def test_a_demand_on_a_case_is_a_move_on_it(world: World, client: Client) -> None:
    complaint = world.lodge()
    warning = leaving(world, complaint)
    client.force_login(world.he)
    due_at = (timezone.localtime() + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    given = {"step": "demand", "demand-words": "今天联系业主", "demand-due_at": due_at}
    assert client.post(f"/centre/warnings/{warning.pk}/", given).status_code == 302
    complaint.refresh_from_db()
    assert complaint.demand == "asked"


@pytest.mark.rule("R148")
def test_a_dismissal_needs_its_reason_and_keeps_what_was_typed(world: World, client: Client) -> None:
    warning = repeated(world)
    client.force_login(world.lin)
    empty = client.post(f"/centre/warnings/{warning.pk}/", {"step": "dismiss", "dismiss-words": " "})
    assert empty.status_code == 422
    given = {"step": "dismiss", "dismiss-words": "三件是同一次停水，已说明"}
    assert client.post(f"/centre/warnings/{warning.pk}/", given).status_code == 302
    warning.refresh_from_db()
    assert (warning.state, warning.words, warning.ended_by) == ("dismissed", "三件是同一次停水，已说明", world.lin)
    assert "三件是同一次停水" in page(client, world.lin, f"/centre/warnings/{warning.pk}/")
    assert f"/centre/warnings/{warning.pk}/" in page(client, world.lin, "/centre/warnings/?ended")
    assert f"/centre/warnings/{warning.pk}/" not in page(client, world.lin, "/centre/warnings/")


@pytest.mark.rule("R148")
def test_whoever_watches_several_regions_narrows_the_warnings_to_one_or_to_an_estate(
    world: World, client: Client
) -> None:
    east, south = add_region("华东区域", by=world.admin), add_region("华南区域", by=world.admin)
    change_project(world.project, by=world.admin, region=east)
    change_project(world.elsewhere, by=world.admin, region=south)
    here, there = repeated(world), raised(warning_at(world.elsewhere))
    links = [f'href="/centre/warnings/{one.pk}/"' for one in (here, there)]

    def listed(query: str) -> list[bool]:
        text = page(client, world.he, f"/centre/warnings/?{query}")
        return [link in text for link in links]

    assert listed("") == [True, True]
    assert listed(f"region={south.pk}") == [False, True]
    assert listed(f"project={world.project.code}") == [True, False]
    answering.dismiss(there, "已说明", by=world.he)
    assert listed(f"ended&region={south.pk}") == [False, True]
    assert f'<option value="{south.pk}" selected>' in page(client, world.he, f"/centre/warnings/?region={south.pk}")
    assert 'name="region"' not in page(client, world.lin, "/centre/warnings/"), "one estate is not narrowed"


def test_who_may_not_demand_is_not_offered_it(world: World, client: Client) -> None:
    warning = repeated(world)
    client.force_login(world.lin)
    assert set(client.get(f"/centre/warnings/{warning.pk}/").context["forms"]) == {"act", "dismiss"}
    given = {"step": "demand", "demand-words": "请查", "demand-due_at": "2099-01-01T10:00"}
    assert client.post(f"/centre/warnings/{warning.pk}/", given).status_code == 422
    assert not ProjectDemand.objects.exists()


@pytest.mark.rule("R148")
def test_a_warning_of_another_estate_does_not_exist(world: World, client: Client) -> None:
    warning = repeated(world)
    for stranger in (world.wu, world.zhou, world.sun, world.admin):
        client.force_login(stranger)
        assert client.get(f"/centre/warnings/{warning.pk}/").status_code == 404
        assert f"/centre/warnings/{warning.pk}/" not in client.get("/centre/warnings/").content.decode()


def test_whoever_is_complained_of_never_sees_the_warning(world: World, client: Client) -> None:
    complaint = world.verify(world.lodge())
    world.make("name_accused", complaint, by=world.zhao, account=world.lin)
    subject = world.project.pk, WarningKind.MANNER, str(world.lin.pk)
    about = raised(
        WarningCandidate(*subject, {"voices": 2, "days": 90}, frozenset([complaint.pk]), about_id=world.lin.pk)
    )
    complaint.refresh_from_db()
    case = leaving(world, complaint)
    assert about.owner == world.zhao
    client.force_login(world.lin)
    for warning in (about, case):
        assert client.get(f"/centre/warnings/{warning.pk}/").status_code == 404
    assert client.get("/centre/").context["warned"] == ""
    assert "林秋" in page(client, world.zhao, f"/centre/warnings/{about.pk}/")


@pytest.mark.rule("R148")
def test_whoever_is_complained_of_in_one_of_the_complaints_neither_answers_for_it_nor_counts_it(
    world: World, client: Client
) -> None:
    before = repeated(world, world.lodge())
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))
    world.make("name_accused", complaint, by=world.zhao, account=world.lin)
    before.complaints.add(complaint)
    subject = world.project.pk, WarningKind.HOT_SPOT, str(complaint.pk)
    warning = raised(WarningCandidate(*subject, {"voices": 4, "days": 30}, frozenset([complaint.pk])))
    late = leaving(world, complaint)
    assert [one.owner for one in (before, warning, late)] == [world.lin, world.zhao, world.zhao]
    assert not Notice.objects.filter(account=world.lin, facts__warning__in=[warning.pk, late.pk]).exists()
    client.force_login(world.lin)
    for one in (before, warning, late):
        assert client.get(f"/centre/warnings/{one.pk}/").status_code == 404
    assert counts_for(world.lin).warnings == 0
    assert counts_for(world.zhao).warnings == 2


def test_warnings_of_an_estate_that_was_left_are_not_counted(world: World) -> None:
    repeated(world)
    assert counts_for(world.lin).warnings == 1
    world.lin.duties.all().delete()
    assert counts_for(Account.objects.get(pk=world.lin.pk)).warnings == 0


def test_a_case_owner_without_reports_sees_the_own_warnings(world: World, client: Client) -> None:
    complaint = world.lodge()
    world.make("reassign", complaint, account=world.zhou, reason="楼管家请假")
    complaint.refresh_from_db()
    warning = leaving(world, complaint)
    assert warning.owner == world.zhou
    assert f"/centre/warnings/{warning.pk}/" in page(client, world.zhou, "/centre/warnings/")
    assert complaint.number in page(client, world.zhou, f"/centre/warnings/{warning.pk}/")


def test_the_list_takes_the_same_queries_for_any_number(world: World, client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        client.force_login(world.he)
        with CaptureQueriesContext(connection) as captured:
            client.get("/centre/warnings/")
        return len(captured)

    repeated(world)
    cost()
    first = cost()
    for number in range(5):
        leaving(world, world.lodge(at=timezone.now() - timedelta(minutes=number + 1)))
    assert cost() == first


@pytest.mark.rule("R148")
def test_a_clock_that_is_risky_by_the_work_of_its_case_owner_says_nothing_of_past_clocks(world: World) -> None:
    facts = {"clock": "answer", "due_at": "2026-11-21T08:00:00+00:00", "late": 20, "number": 40, "percent": 50}
    usual, busy = (
        reason(EarlyWarning(kind=WarningKind.LATE, facts=facts | {"load": load}, project=world.project))
        for load in (1.0, 2.0)
    )
    assert "40" in usual
    assert "16:00" in usual
    assert "16:00" in busy
    assert "40" not in busy, "what past clocks took was lengthened"
    assert "2.0" not in busy, "it is cut there"
    assert str(WarningKind.LATE.label) == "A time limit is likely to be missed"
