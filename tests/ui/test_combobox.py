"""Long lists: grouped with roles and the likely first on the server, searched in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import expect

from heed.process.roles import AS_CHOSEN
from heed.process.words import Role
from heed.records.models import Account, Duty, RotaShift
from tests.accessible import faults_of
from tests.rooms.test_complaint_browser import enter, of_today
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

WAITING = "input[role=combobox]"


def groups(client: Client, account: Account, path: str, name: str) -> dict[str, list[str]]:
    """The groups of a field of a form, with the labels in them, as this person gets them in English."""
    account.language = "en"
    account.save()
    client.force_login(account)
    choices = client.get(path).context["form"].fields[name].choices
    with translation.override("en"):
        return {label: [one for _, one in found] for label, found in choices if isinstance(found, (list, tuple))}


@pytest.mark.once
def test_every_role_has_its_place_in_a_list_of_people() -> None:
    assert sorted(AS_CHOSEN) == sorted(Role)


def test_people_stand_once_under_their_role_and_those_on_duty_first(client: Client, world: World) -> None:
    complaint = of_today(world)
    path = f"/complaints/{complaint.number}/reassign/"
    found = groups(client, world.lin, path, "account")
    assert found["Receptionist"] == [world.zhou.name]
    Duty.objects.create(account=world.zhou, role=Role.MANAGER, project=world.project)
    weekday = timezone.localtime(timezone.now(), None).weekday()
    for day in (weekday, (weekday + 1) % 7, (weekday - 1) % 7):
        RotaShift.objects.create(
            project=world.project, account=world.zhou, role=Role.RECEPTIONIST, weekday=day, starts=0, ends=1440
        )
    later = groups(client, world.lin, path, "account")
    assert next(iter(later)) == "On duty now"
    assert later["On duty now"] == [world.zhou.name]
    assert sum(world.zhou.name in names for names in later.values()) == 1


def test_the_categories_that_the_words_speak_of_stand_first(client: Client, world: World) -> None:
    complaint = world.lodge(at=timezone.now())
    found = groups(client, world.lin, f"/complaints/{complaint.number}/verify/", "category")
    first = next(iter(found))
    assert first == "Likely"
    assert any("lift" in name.lower() for name in found[first])
    assert sum(map(len, list(found.values())[1:])) > 60


def test_a_long_list_is_searched_by_keyboard_also_with_an_input_method(
    page: Page, live_server: LiveServer, world: World
) -> None:
    complaint = world.lodge(at=timezone.now())
    enter(page, live_server, world.lin, f"/complaints/{complaint.number}/verify/")
    select = page.locator("select[name=category]")
    field = page.locator(".combobox", has=select).locator(WAITING)
    before = select.input_value()
    field.focus()
    assert page.evaluate("document.activeElement.labels.length") == 1, "the label leads to the field"
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("噪")
    options = page.locator(".combobox__list:popover-open [role=option]")
    assert all("噪" in text for text in page.locator(".combobox__list:popover-open [role=group]").all_inner_texts())
    wanted = options.first.inner_text()
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    assert select.input_value() == before, "Enter ended the word of the input method and chose nothing"
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert select.input_value() == before
    page.keyboard.type("噪")
    page.keyboard.press("Enter")
    assert select.locator("option:checked").first.inner_text() == wanted
    assert field.input_value() == wanted
    page.keyboard.type("没有这样的类别")
    expect(page.locator(".combobox__list:popover-open .combobox__none")).to_be_visible()
    page.keyboard.press("Tab")
    assert field.input_value() == wanted, "what matches nothing is no choice"


def test_no_fault_that_axe_sees_in_an_open_list(page: Page, live_server: LiveServer, world: World) -> None:
    complaint = world.lodge(at=timezone.now())
    enter(page, live_server, world.lin, f"/complaints/{complaint.number}/verify/")
    page.locator(".combobox", has=page.locator("[name=category]")).locator(WAITING).click()
    expect(page.locator(".combobox__list:popover-open")).to_be_visible()
    assert faults_of(page) == []
