"""What comes in another shape than the page asks for is refused with a reason, and nothing is written."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.process.words import Handed, Method
from heed.records.models import Complaint, Entry
from tests.world import MORNING, World

PROPOSAL: dict[str, Any] = {
    "findings": "线路老化",
    "responsibility": "none",
    "solution": "更换",
    "method": Method.PHONE,
}


def refused(complaint: Complaint, fact: str, act: Any) -> None:
    """The action is refused at this fact, and leaves no trace."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as caught:
        act()
    assert fact in [refusal.fact for refusal in caught.value.refusals]
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "money", [Decimal(-1), Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 10, Decimal("0.001"), "500", 1.5, True]
)
def test_money_that_cannot_be_is_refused(world: World, money: Any) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    refused(complaint, "money", lambda: world.make("propose", complaint, money=money, **PROPOSAL))


@pytest.mark.parametrize("due_at", ["2026-11-21T15:00", datetime(2026, 11, 21, 15), MORNING.date(), 5])  # noqa: DTZ001
def test_a_promised_time_that_is_no_instant_is_refused(world: World, due_at: Any) -> None:
    complaint = world.verify(world.lodge())
    refused(complaint, "due_at", lambda: world.make("promise", complaint, words="我会", consent=True, due_at=due_at))


def test_a_date_in_a_far_century_is_refused(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    far = datetime.max.replace(tzinfo=MORNING.tzinfo)
    promise: dict[str, Any] = {"words": "我会", "consent": True, "reason": "等"}
    refused(complaint, "due_at", lambda: world.make("new_date", complaint, due_at=far, **promise))


@pytest.mark.parametrize("words", ["有\0空", "half \ud800 pair", 5, ["list"], {"a": 1}, "长" * 1_000_001])
def test_words_that_cannot_be_stored_are_refused(world: World, words: Any) -> None:
    complaint = world.lodge()
    refused(complaint, "words", lambda: world.make("note", complaint, words=words))
    refused(complaint, "content", lambda: world.lodge(content=words))


@pytest.mark.parametrize(("fact", "length"), [("name", 80), ("contact", 120), ("where", 120), ("wants", 200)])
def test_a_line_longer_than_its_place_is_refused_and_one_that_fits_is_kept(
    world: World, fact: str, length: int
) -> None:
    complaint = world.lodge()
    refused(complaint, fact, lambda: world.lodge(**{fact: "长" * (length + 1)}))
    longer: dict[str, Any] = {fact: "长" * (length + 1)}
    refused(complaint, fact, lambda: world.make("amend", complaint, **longer))
    told: dict[str, Any] = {fact: "长" * length}
    world.make("amend", complaint, **told)
    assert len(getattr(Complaint.objects.get(pk=complaint.pk), fact)) == length


def test_a_reference_longer_than_its_place_is_refused(world: World) -> None:
    complaint = world.lodge()
    refused(complaint, "authority_reference", lambda: world.verify(complaint, authority_reference="9" * 81))
    refused(complaint, "reference", lambda: world.make("refer", complaint, body="局", words="已转", reference="9" * 81))


@pytest.mark.parametrize(
    ("fact", "value"),
    [("level", "utmost"), ("category", "nothing_like_it"), ("nature", "odd"), ("emotion", "furious"),
     ("channel", "pigeon"), ("language", "tlh"), ("files", ["a path"]), ("files", "a path")],
)  # fmt: skip
def test_an_intake_with_a_code_that_nobody_knows_is_refused(world: World, fact: str, value: Any) -> None:
    with pytest.raises(Refused) as caught:
        world.lodge(**{fact: value})
    assert [refusal.fact for refusal in caught.value.refusals] == [fact]


@pytest.mark.rule("R54")
@pytest.mark.parametrize("signature", ["signed", ContentFile(b"", "s.png"), ContentFile(b"just words", "s.png")])
def test_a_signature_that_is_neither_picture_nor_scan_is_no_evidence(world: World, signature: Any) -> None:
    complaint = world.verify(world.lodge())
    settle: dict[str, Any] = {"solution": "已说明", "responsibility": "none", "signature": signature,
                              "confirmed_by": "signature"}  # fmt: skip
    refused(complaint, "signature", lambda: world.make("settle", complaint, by=world.zhou, **settle))


def test_a_file_larger_than_the_setting_allows_is_refused(world: World, settings: Any) -> None:
    settings.HEED_UPLOAD_MB = 1
    complaint = world.lodge()
    large = ContentFile(b"0" * (1024 * 1024 + 1), "large.jpg")
    refused(complaint, "files", lambda: world.make("attach", complaint, by=world.zhou, files=[large]))


@pytest.mark.rule("R68")
def test_a_case_goes_to_nobody_without_a_duty_at_its_project(world: World) -> None:
    complaint = world.verify(world.lodge())
    for account in (world.wu, 5, "林秋", complaint):
        given: dict[str, Any] = {"account": account, "reason": "换人"}
        refused(complaint, "account", lambda given=given: world.make("reassign", complaint, **given))
    world.zhao.is_active = False
    refused(complaint, "account", lambda: world.make("investigate", complaint, account=world.zhao))


@pytest.mark.rule("R68")
def test_only_what_is_open_is_handed_over_to_a_substitute(world: World) -> None:
    complaint = world.verify(world.lodge())
    for what in Handed:
        given: dict[str, Any] = {"what": what, "instead_of": world.lin, "account": world.zhao, "reason": "休假"}
        refused(complaint, "what", lambda given=given: world.make("stand_in", complaint, **given))


@pytest.mark.rule("R67")
def test_an_order_goes_to_no_department_of_another_project_or_out_of_use(world: World) -> None:
    complaint = world.to_handling(world.lodge())
    work: dict[str, Any] = {"work": "更换", "due_at": MORNING + timedelta(hours=8)}
    theirs = world.elsewhere.departments.first()
    world.security.is_active = False
    for department in (theirs, world.security, world.engineering.pk, "engineering"):
        given = work | {"department": department}
        refused(complaint, "department", lambda given=given: world.make("order", complaint, **given))


@pytest.mark.rule("R10")
def test_another_projects_complaint_is_neither_a_repeat_nor_merged_with(world: World) -> None:
    facts: dict[str, Any] = {
        "channel": "phone",
        "content": "电梯",
        "name": "李",
        "unit": "1",
        "contact": "1",
        "at": MORNING,
    }
    theirs = lodge(world.elsewhere, by=world.wu, **facts)
    complaint = world.lodge()
    refused(complaint, "other", lambda: world.make("merge", complaint, other=theirs, reason="同一件事"))
    refused(complaint, "repeat_of", lambda: world.lodge(repeat_of=theirs))
    refused(complaint, "place", lambda: lodge(world.elsewhere, by=world.wu, place=world.home, **facts))
    refused(complaint, "case_owner", lambda: world.lodge(case_owner=world.wu))
