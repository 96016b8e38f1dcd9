"""Reporting in a real browser: three steps at a place, without a network, and without scripts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from heed.actions.setup.place_codes import make_place_codes
from heed.queries.place_codes import codes_of
from heed.records.models import Attachment, Complaint
from tests.accessible import faults_of
from tests.photos import photo as picture
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def lift(world: World) -> str:
    make_place_codes([world.lift], by=world.lin)
    return f"/at/{codes_of([world.lift])[world.lift.pk]}/"


@pytest.mark.rule("R1", "R5", "R10")
def test_three_steps_survive_a_lost_connection_and_a_reload_and_make_one_complaint(
    chromium: Browser, live_server: Any, world: World, tmp_path: Path
) -> None:
    photo = tmp_path / "门.png"
    photo.write_bytes(picture())
    context = chromium.new_context(locale="en-GB", viewport={"width": 320, "height": 640}, has_touch=True)
    context.set_default_timeout(60_000)
    phone = context.new_page()
    phone.goto(live_server.url + lift(world))
    assert faults_of(phone) == []
    phone.get_by_label("Take a photo").set_input_files(photo)
    expect(phone.get_by_text("门.png")).to_be_visible()
    phone.get_by_role("button", name="Next").click()
    phone.get_by_label("Lift out of order").check()
    phone.get_by_label("In your own words").fill("It stopped again.")
    phone.wait_for_timeout(600)
    phone.reload()
    expect(phone.get_by_text("门.png")).to_be_visible()
    phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_label("In your own words")).to_have_value("It stopped again.")
    assert faults_of(phone) == []
    phone.get_by_role("button", name="Next").click()
    phone.get_by_label("Telephone or e-mail").fill("13900006611")
    phone.get_by_label("Your name").fill("Huang")
    phone.get_by_label("Your home").fill("3-1602")
    assert faults_of(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    context.set_offline(True)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("No connection.")).to_be_visible()
    context.set_offline(False)
    expect(phone.get_by_role("heading", name="We have it. Thank you for telling us.")).to_be_visible()
    complaint = Complaint.objects.get()
    assert (complaint.content, complaint.category, complaint.place) == ("It stopped again.", "lift_stopped", world.lift)
    assert Attachment.objects.get().name == "门.png"
    assert faults_of(phone) == []
    context.close()


@pytest.mark.rule("R10", "R68")
def test_without_scripts_one_press_joins_what_others_reported(
    chromium: Browser, live_server: Any, world: World
) -> None:
    now = timezone.now()
    world.verify(main := world.lodge(place=world.lift, at=now - timedelta(hours=1)))
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    context.set_default_timeout(60_000)
    phone = context.new_page()
    phone.goto(live_server.url + lift(world))
    phone.set_viewport_size({"width": 320, "height": 640})
    assert phone.locator("body").bounding_box()["width"] <= 320  # type: ignore[index]
    phone.get_by_role("button", name="我也遇到了").click()
    expect(phone.get_by_text("已记上您")).to_be_visible()
    assert Complaint.objects.get(anonymous=True).merged_into == main
    context.close()
