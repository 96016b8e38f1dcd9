"""The pages of incidents: made of picked complaints or of a hot spot, worked on, and where they are seen."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.incidents import making, membership
from heed.process.words import WarningKind, WarningState
from heed.records.models import Complaint, EarlyWarning, Incident
from tests.actions.incidents.test_incidents import TEXTS, fixed, made, three
from tests.rooms.at_the_desk import take
from tests.rooms.at_the_page import signed_in
from tests.world import MORNING, World

TOLD = TEXTS["told"]


@pytest.fixture(autouse=True)
def _the_same_morning() -> Iterator[None]:
    with time_machine.travel(MORNING + timedelta(minutes=30), tick=False):
        yield


def texts_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def given(main: Complaint, *others: Complaint) -> dict[str, object]:
    """What the form of a new incident sends."""
    return {"main": str(main.pk), "others": [str(one.pk) for one in (main, *others)], **TEXTS}


@pytest.mark.rule("R148")
def test_ticked_complaints_become_one_incident_that_stands_in_the_list(world: World, client: Client) -> None:
    main, second, third = three(world)
    desk = signed_in(client, world.zhou)
    picks = {"pick": [one.number for one in (main, second, third)]}
    assert f"/oversight/incidents/new/?pick={main.number}" in desk.post("/oversight/bulk/", picks).content.decode()
    query = "&".join(f"pick={number}" for number in picks["pick"])
    address = f"/oversight/incidents/new/?{query}"
    assert desk.post(address, given(main, second) | {"told": ""}).status_code == 422
    answer = desk.post(address, given(main, second, third))
    incident = Incident.objects.get()
    assert answer.headers["Location"] == f"/oversight/incidents/{incident.pk}/"
    assert main.title in texts_of(desk, "/oversight/incidents/")
    assert "3 complaints" in texts_of(desk, "/oversight/incidents/")
    page = texts_of(desk, f"/oversight/incidents/{incident.pk}/")
    assert all(one.number in page for one in (main, second, third))
    assert "The fix is being made" in page
    assert "No open complaint is chosen" in texts_of(desk, address)
    wu = signed_in(Client(), world.wu)
    assert wu.get(f"/oversight/incidents/{incident.pk}/").status_code == 404
    assert main.title not in texts_of(wu, "/oversight/incidents/")


@pytest.mark.rule("R10", "R148")
def test_a_hot_spot_becomes_an_incident_and_both_lead_to_each_other(world: World, client: Client) -> None:
    main, second, third = three(world)
    warning = EarlyWarning.objects.create(
        project=world.project, kind=WarningKind.HOT_SPOT, key=str(main.pk), owner=world.lin, raised_at=MORNING,
        facts={"voices": 3, "days": 30},
    )  # fmt: skip
    warning.complaints.set([main, second, third])
    lin = signed_in(client, world.lin)
    address = f"/oversight/incidents/new/?warning={warning.pk}"
    assert address in texts_of(lin, f"/centre/warnings/{warning.pk}/")
    assert lin.post(address, given(main, second, third)).status_code == 302
    warning.refresh_from_db()
    assert (warning.state, warning.words) == (WarningState.ACTED, TEXTS["words"])
    incident = Incident.objects.get()
    assert f"/oversight/incidents/{incident.pk}/" in texts_of(lin, f"/centre/warnings/{warning.pk}/")
    assert f"/centre/warnings/{warning.pk}/" in texts_of(lin, f"/oversight/incidents/{incident.pk}/")


def test_what_was_refused_stays_in_the_form_with_the_reason(world: World, client: Client) -> None:
    main, second, third = three(world)
    elsewhere = world.verify(world.neighbour(name="罗兰", unit="3-0303", contact="luo@example.com"))
    world.make("merge", third, other=elsewhere, reason="另一部电梯")
    lin = signed_in(client, world.lin)
    query = "&".join(f"pick={one.number}" for one in (main, second, third))
    answer = lin.post(f"/oversight/incidents/new/?{query}", given(main, second, third))
    assert answer.status_code == 422
    assert third.number in answer.context["form"].errors["words"][0]
    assert not Incident.objects.exists()


@pytest.mark.rule("R10")
def test_a_complaint_is_added_by_its_number_and_taken_out_with_a_reason(world: World, client: Client) -> None:
    main, second, third = three(world)
    incident = made(world, second, main=main)
    lin = signed_in(client, world.lin)
    address = f"/oversight/incidents/{incident.pk}/"
    unknown = {"step": "add", "add-number": "CH-20000101-001", "add-words": "同一部"}
    assert "no such complaint" in lin.post(address, unknown).content.decode()
    added = unknown | {"add-number": third.number.lower()}
    assert lin.post(address, added).status_code == 302
    out = f"{address}{third.number}/out/"
    assert out in texts_of(lin, address)
    assert lin.post(out, {"words": ""}).status_code == 422
    assert lin.post(out, {"words": "其实是一号电梯"}).status_code == 302
    page = texts_of(lin, address)
    assert "其实是一号电梯" in page
    assert out not in page
    assert lin.post(f"{address}{main.number}/out/", {"words": "不是"}).status_code == 422


@pytest.mark.rule("R10", "R148")
def test_what_cannot_be_followed_together_is_added_with_the_reason_and_marked(world: World, client: Client) -> None:
    main, second, third = three(world)
    Complaint.objects.filter(pk=third.pk).update(contact=main.contact)
    incident = made(world, second, main=main)
    lin = signed_in(client, world.lin)
    address = f"/oversight/incidents/{incident.pk}/"
    assert "Followed on its own" not in texts_of(lin, address)
    added = {"step": "add", "add-number": third.number, "add-words": "同一部电梯"}
    page = lin.post(address, added, follow=True).content.decode()
    assert f"It is followed on its own: It is the same owner's as {main.number}." in html.unescape(page)
    assert page.count("Followed on its own") == 1


@pytest.mark.rule("R91", "R148")
def test_the_round_is_sent_with_one_press_once_the_fix_is_done(world: World, client: Client) -> None:
    main, second, third = three(world)
    incident = made(world, second, main=main)
    zhou = signed_in(client, world.zhou)
    address = f"/oversight/incidents/{incident.pk}/"
    assert "Ask every owner by message" not in texts_of(zhou, address)
    fixed(world, main)
    membership.add(incident, third, "同一部电梯", by=world.lin)
    assert "Fixed: ask the owners" in texts_of(zhou, "/oversight/incidents/")
    page = zhou.post(address, {"step": "ask"}, follow=True).content.decode()
    assert "2 owners are asked by message." in page
    assert f"Not asked: {third.number}. The work there is not complete yet." in page
    assert "2 of 3" in page


def test_who_only_looks_on_sees_the_incident_and_no_step(world: World, client: Client) -> None:
    main, second, _third = three(world)
    incident = made(world, second, main=main)
    he = signed_in(client, world.he)
    assert "What to do" in texts_of(he, f"/oversight/incidents/{incident.pk}/")
    world.he.duties.update(role="auditor")
    page = texts_of(signed_in(Client(), world.he), f"/oversight/incidents/{incident.pk}/")
    assert "What to do" not in page
    assert "Take out" not in page


@pytest.mark.rule("R10", "R148")
def test_owners_of_it_read_its_text_on_their_pages_until_they_are_taken_out(world: World, client: Client) -> None:
    main, second, third = three(world)
    incident = made(world, second, third, main=main)
    for one in (main, second, third):
        assert TOLD in texts_of(client, f"/f/{one.secret}/")
    making.write(incident, "钢丝绳磨损", "今晚十点前恢复", by=world.lin)
    membership.take_out(incident, Complaint.objects.get(pk=third.pk), "不是", by=world.lin)
    assert "今晚十点前恢复" in texts_of(client, f"/f/{second.secret}/")
    assert "今晚十点前恢复" not in texts_of(client, f"/f/{third.secret}/")
    assert "钢丝绳磨损" not in texts_of(client, f"/f/{second.secret}/"), "the cause is for the staff"


@pytest.mark.rule("R10")
def test_the_desk_reads_it_while_typing_counts_all_of_its_complaints_and_adds_the_new_one(
    world: World, client: Client
) -> None:
    main, second, third = three(world)
    incident = made(world, second, third, main=main)
    old = timezone.now() - timedelta(days=9)
    Complaint.objects.filter(pk__in=[second.pk, third.pk]).update(received_at=old)
    zhou = signed_in(client, world.zhou)
    typed = {"content": "二号电梯又停了，走楼梯上去的", "place": world.home.pk, "project": world.project.pk}
    Complaint.objects.filter(pk=main.pk).update(place=world.home)
    reading = zhou.post("/desk/reading/", typed)
    assert TOLD in reading.content.decode()
    assert reading.context["reading"].same_count == 3
    new = take(zhou, world, merge_into=main.number, emotion="calm")
    assert new.merged_into == main
    assert incident.parts.filter(complaint=new, out_at=None, added_by=world.zhou).exists()


def test_the_page_of_a_complaint_leads_to_its_incident(world: World, client: Client) -> None:
    main, second, _third = three(world)
    lin = signed_in(client, world.lin)
    link = "/oversight/incidents/"
    assert link not in texts_of(lin, f"/complaints/{second.number}/")
    incident = made(world, second, main=main)
    assert f"{link}{incident.pk}/" in texts_of(lin, f"/complaints/{second.number}/")


def test_an_incident_costs_the_same_queries_with_more_complaints(world: World, client: Client) -> None:
    main, second, third = three(world)
    incident = made(world, second, main=main)
    lin = signed_in(client, world.lin)
    pages = ("/oversight/incidents/", f"/oversight/incidents/{incident.pk}/")

    def costs() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                lin.get(page)
            found.append(len(queries))
        return found

    costs()  # what a process reads once
    before = costs()
    membership.add(incident, third, "同一部电梯", by=world.lin)
    assert costs() == before
