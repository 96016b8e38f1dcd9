"""A return visit: whom to call, what was done, who may call, and the number on record."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from heed.records.models import Complaint
from heed.ui.filters.matters import to_call
from tests.world import World, reveals


def handled(world: World, **facts: object) -> Complaint:
    """Chen's lift, repaired by Wang, told by Lin."""
    complaint = world.lodge(at=timezone.now() - timedelta(hours=2), **facts)
    world.to_handled(complaint)
    return complaint


@pytest.mark.rule("R98")
def test_whoever_calls_sees_what_was_done_and_words_to_begin_with(client: Client, world: World) -> None:
    complaint = handled(world)
    client.force_login(world.zhou)
    text = client.get(f"/care/{complaint.number}/").content.decode()
    for known in ("当日更换门刀并留守", "已更换，试运行正常", "门刀已换，运行正常", complaint.content, world.zhou.name):
        assert known in text
    assert f"/complaints/{complaint.number}/visit/" in text


@pytest.mark.rule("C3")
def test_the_final_handler_makes_the_return_visit_unless_the_policy_asks_for_another(
    client: Client, world: World
) -> None:
    complaint = handled(world)
    client.force_login(world.lin)
    assert f"/complaints/{complaint.number}/visit/" in client.get(f"/care/{complaint.number}/").content.decode()
    world.make("reassess", complaint, level="major", category="lift_stopped", nature="harm", validity="valid",
               emotion="calm", reason="老人被困")  # fmt: skip
    text = client.get(f"/care/{complaint.number}/").content.decode()
    assert f"/complaints/{complaint.number}/visit/" not in text
    client.force_login(world.zhou)
    assert f"/complaints/{complaint.number}/visit/" in client.get(f"/care/{complaint.number}/").content.decode()


@pytest.mark.rule("C15")
def test_the_number_is_masked_until_it_is_asked_for_and_the_look_is_on_record(client: Client, world: World) -> None:
    complaint = handled(world)
    client.force_login(world.zhou)
    assert complaint.contact not in client.get(f"/care/{complaint.number}/").content.decode()
    assert not reveals().exists()
    shown = client.post(f"/care/{complaint.number}/contact/reveal/").content.decode()
    assert f'href="tel:{complaint.contact}"' in shown
    assert complaint.title in shown  # without script the page comes back whole
    assert reveals().get().by == world.zhou


@pytest.mark.rule("R149")
def test_another_projects_visit_is_not_there(client: Client, world: World) -> None:
    complaint = handled(world)
    client.force_login(world.wu)
    assert client.get(f"/care/{complaint.number}/").status_code == 404
    assert client.post(f"/care/{complaint.number}/contact/reveal/").status_code == 404
    assert not reveals().exists()


def test_what_nobody_asks_after_now_leads_to_its_own_page(client: Client, world: World) -> None:
    complaint = world.lodge(at=timezone.now())
    client.force_login(world.zhou)
    assert client.get(f"/care/{complaint.number}/").headers["Location"] == f"/complaints/{complaint.number}/"


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("138 0013-8000", '<a class="nowrap" href="tel:13800138000">138 0013-8000</a>'),
        ("+852 5555 0000", '<a class="nowrap" href="tel:+85255550000">+852 5555 0000</a>'),
        ("a@example.com", '<a href="mailto:a@example.com">a@example.com</a>'),
        ("微信 <b>", "微信 &lt;b&gt;"),
    ],
)
def test_a_contact_becomes_a_link_that_dials_or_writes(contact: str, shown: str) -> None:
    assert to_call(contact) == shown
