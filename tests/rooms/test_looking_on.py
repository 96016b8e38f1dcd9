"""An auditor reads all and changes nothing; a regional manager reads a region; names are shown for a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from heed.actions.engine.errors import Refused
from heed.actions.registry import ACTIONS
from heed.actions.setup import founding
from heed.actions.setup.projects import change_project, open_project
from heed.actions.setup.regions import add_region, amend_region, remove_region
from heed.process.moves import MOVES
from heed.process.words import AuditKind, Role
from heed.queries.access import complaints_visible_to
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of, moves_open_to
from heed.records.models import Account, AuditEvent, Complaint, Duty, Entry, Region, RegionalDuty
from heed.rooms.audit.reading import _OWN, _REVEALS
from tests.world import MORNING, World, reveals


@pytest.fixture
def auditor(world: World) -> Account:
    account = founding.add_account("meng", "孟岩", None, language="en")
    founding.give_duty(account, Role.AUDITOR)
    return account


@pytest.fixture
def region(world: World) -> Region:
    """East, with the project of the world in a part of it; the other project stands elsewhere."""
    east = add_region("华东", by=world.admin)
    part = add_region("上海", east, by=world.admin)
    change_project(world.project, by=world.admin, region=part)
    return east


@pytest.fixture
def regional(world: World, region: Region, client: Client) -> Account:
    """Made by the administrator on the page."""
    account = founding.add_account("kang", "康宁", None, language="en")
    client.force_login(world.admin)
    page = f"/setup/staff/{account.pk}/"
    assert client.post(f"{page}duties/", {"role": "regional"}).status_code == 422, "a region belongs to it"
    assert client.post(f"{page}duties/", {"role": "regional", "region": region.pk}).status_code == 302
    assert "华东" in client.get(page).content.decode()
    client.logout()
    return account


@pytest.mark.rule("R150")
def test_an_auditor_reads_every_complaint_each_look_is_on_record_and_nothing_can_be_changed(
    world: World, client: Client, auditor: Account
) -> None:
    complaint = world.to_handled(world.lodge())
    there = f"/complaints/{complaint.number}/"
    client.force_login(auditor)
    before = Entry.objects.count()
    for page in (
        "/oversight/",
        "/centre/",
        "/centre/month/",
        "/centre/warnings/",
        "/promises/",
        "/setup/policy/",
        "/audit/",
    ):
        assert client.get(page).status_code == 200, page
    text = client.get(there).content.decode()
    assert world.chen.name not in text
    assert world.chen.phone not in text
    assert 'name="files"' not in text
    looks = AuditEvent.objects.filter(kind=AuditKind.LOOK.value)
    assert [(look.by, look.complaint) for look in looks] == [(auditor, complaint)]
    case, actor = case_of(complaint, staff(auditor), MORNING)
    assert moves_open_to(case, actor) == ()
    for name in MOVES:
        assert client.post(f"{there}{name}/", {"version": complaint.version}).status_code == 403, name
    for name in ACTIONS:
        with pytest.raises((Refused, TypeError)):
            ACTIONS[name](complaint, by=auditor, at=complaint.moved_at)
    assert Entry.objects.count() == before


@pytest.mark.rule("R150")
def test_no_form_of_any_room_takes_anything_from_an_auditor(world: World, client: Client, auditor: Account) -> None:
    world.lodge()
    client.force_login(auditor)
    for name, route in named_routes(get_resolver().url_patterns):
        if name.startswith((*_OWN, *_REVEALS, "portal:")) or "<" in route:
            continue
        answer = client.post(f"/{route}")
        assert answer.status_code in (403, 404), (name, answer.status_code)


def named_routes(found: list[Any], space: str = "", before: str = "") -> Any:
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from named_routes(one.url_patterns, f"{one.namespace}:" if one.namespace else space, route)
        elif isinstance(one, URLPattern) and one.name and "(" not in route and "^" not in route:
            yield f"{space}{one.name}", route


@pytest.mark.rule("R150", "R149")
def test_a_regional_manager_sees_the_projects_of_the_region_as_they_are_at_any_time(
    world: World, client: Client, region: Region, regional: Account
) -> None:
    here = world.lodge()
    assert set(complaints_visible_to(regional)) == {here}
    client.force_login(regional)
    for page in ("/centre/", "/centre/month/", "/oversight/", f"/complaints/{here.number}/"):
        text = client.get(page).content.decode()
        assert world.elsewhere.name not in text, page
    assert client.get("/centre/month/?project=YG").status_code == 404
    new = open_project(by=world.admin, code="XX", name="新苑", region=region)
    assert set(regional.duties.values_list("project", flat=True)) == {world.project.pk, new.pk}
    part = Region.objects.get(name="上海")
    amend_region(part, by=world.admin, name="上海", parent=None)
    assert [duty.project for duty in Duty.objects.filter(account=regional)] == [new]
    assert client.get(f"/complaints/{here.number}/").status_code == 404
    change_project(new, by=world.admin, region=None)
    assert not regional.duties.exists()
    with pytest.raises(Refused):
        remove_region(region, by=world.admin)
    client.force_login(world.zhao)
    held = RegionalDuty.objects.get()
    assert client.post(f"/setup/staff/{regional.pk}/regions/{held.pk}/").status_code == 404
    client.force_login(world.admin)
    assert client.post(f"/setup/staff/{regional.pk}/regions/{held.pk}/").status_code == 302
    assert not RegionalDuty.objects.exists()


@pytest.mark.parametrize("who", ["he", "auditor", "regional"])
def test_who_watches_from_afar_reads_name_and_contact_only_for_a_reason_on_record(
    world: World, client: Client, auditor: Account, regional: Account, who: str
) -> None:
    reader = {"he": world.he, "auditor": auditor, "regional": regional}[who]
    complaint: Complaint = world.lodge()
    there = f"/complaints/{complaint.number}/"
    client.force_login(reader)
    assert 'id="reason"' in client.get(there).content.decode()
    refused = client.post(f"{there}reveal/", {"reason": " "})
    assert refused.status_code == 422
    assert world.chen.phone not in refused.content.decode()
    assert not reveals().exists()
    shown = client.post(f"{there}reveal/", {"reason": "业主来电核实"}).content.decode()
    assert world.chen.name in shown
    assert world.chen.phone in shown
    event = reveals().get()
    assert (event.by, event.complaint, json.loads(event.facts)) == (reader, complaint, {"reason": "业主来电核实"})
    client.force_login(world.admin)
    assert "业主来电核实" in client.get("/audit/").content.decode()
