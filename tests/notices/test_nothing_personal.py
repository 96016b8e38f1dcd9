"""No notice holds anything personal: every kind, form and language of a complaint's whole life is looked through."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.conf import settings

from heed.actions.notices.robots import save_robot, save_wording
from heed.actions.reception.meetings import arrive, receive
from heed.actions.reception.superior import call_superior
from heed.actions.staff.contractors import add_contractor
from heed.actions.staff.preferences import set_notice_preferences
from heed.clockwork.tick import tick
from heed.notices import messages
from heed.notices.kinds import FIELDS, KINDS, Form, default_wording, fill, unknown_fields
from heed.notices.transport import Message
from heed.process.preferences import NoticeWay, Wishes
from heed.process.robots import RobotKind
from heed.records.models import Account, Complaint, EntryContent, Notice
from tests.rooms.inside import INSIDE, long_life
from tests.world import MORNING, World

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PERSONAL = ("陈美玲", "美玲", "3-1502", "1502室", "13800002207", "2207")


def personal(world: World) -> list[str]:
    """Everything of people that the record holds: names, numbers, addresses, and all that was said or written."""
    staff = [part for one in Account.objects.all() for part in (one.name, one.phone) if part]
    said = [
        text
        for content in EntryContent.objects.exclude(entry__actor="clockwork")
        for text in _texts(content.facts.values())
    ]
    case = Complaint.objects.latest("pk")
    columns = [case.content, case.wants, case.about, case.course, world.home.path, world.chen.name, world.chen.phone]
    found = {*PERSONAL, *INSIDE, *staff, *said, *columns}
    return sorted(
        text for text in found if len(text) > 1 and any(ord(letter) > 127 or letter.isdigit() for letter in text)
    )


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and len(value) > 3:
            yield value


def found_in(letter: Message, words: Iterable[str], world: World) -> list[str]:
    """Which of these words stand in what goes out; number, project and the company's own telephone may."""
    said = "\n".join([letter.subject, letter.text, letter.short, str(letter.facts), letter.id])
    for allowed in (world.project.name, world.project.hotline, *Complaint.objects.values_list("number", flat=True)):
        said = said.replace(allowed, "")
    for complaint in Complaint.objects.all():
        said = said.replace(complaint.secret, "")
    return [word for word in words if word in said]


@pytest.fixture
def lived(world: World) -> World:
    """A complaint's long life, told to everybody over every way, with clocks that fired and a call to the counter."""
    for account in Account.objects.all():
        set_notice_preferences(account, Wishes(ways=(NoticeWay.MAIL,)), email=f"a{account.pk}@heed.example")
    save_robot(by=world.admin, at=MORNING, kind=RobotKind.WEBHOOK.value, name="钩子", project=None, language="zh-hans",
              address="https://robot.example/", secret="SEC", per_minute=9, is_active=True)  # fmt: skip
    world.project.refresh_from_db()
    visit = receive(arrive(world.project, by=world.zhou, at=MORNING), by=world.zhou, at=MORNING)
    call_superior(visit, by=world.zhou, consent=True, reason="陈美玲仍未平复", to=world.lin, at=MORNING)
    long_life(world)
    world.lodge(contact="chen@example.org")
    add_contractor(by=world.admin, name="马涛", department=world.engineering, phone="13912345678")
    trapped = world.lodge(category="trapped_in_lift", level="emergency", where="3-1502 门口", hurt="陈美玲")
    due_at = MORNING + timedelta(minutes=67)
    world.make("order", trapped, department=world.engineering, work="陈美玲被困在电梯", due_at=due_at)
    tick(MORNING + timedelta(days=2))
    return world


def test_no_notice_of_a_whole_life_holds_anything_personal(lived: World) -> None:
    words = personal(lived)
    assert len(words) > 40
    notices = list(Notice.objects.select_related("complaint__project", "account", "robot"))
    assert {messages.kind_of(notice) for notice in notices} >= {kind.code for kind in KINDS} - {"collected"}
    for notice in notices:
        assert not [word for word in words if word in str(notice.facts).replace(lived.project.name, "")], notice.facts
        for language in LANGUAGES:
            letter = messages.to_owner(notice) if messages.kind_of(notice) == "owner" else None
            letter = letter or messages.to_staff([notice, notice][: 1 + notice.pk % 2], language, "")
            assert found_in(letter, words, lived) == [], (notice, letter)


def test_a_planted_name_number_or_word_is_found(lived: World) -> None:
    words = personal(lived)
    notice = Notice.objects.filter(account=lived.lin, channel="mail").latest("pk")
    clean = messages.to_staff([notice], "zh-hans", "")
    for planted in ("陈美玲", "13800002207", "3号楼 1502", "上周才修好，今天电梯又停在夹层，老人被困二十分钟。"):
        for part in ("subject", "text", "short"):
            dirty = Message(**(asdict(clean) | {part: f"{getattr(clean, part)} {planted}"}))
            assert found_in(dirty, words, lived), planted
        assert found_in(Message(**(asdict(clean) | {"facts": {"note": planted}})), words, lived)


def test_there_is_no_field_for_anything_personal() -> None:
    assert set(FIELDS) == {
        "news", "number", "project", "move", "clock", "due", "link", "hotline", "count", "list",
    }  # fmt: skip
    for kind in KINDS:
        assert set(kind.fields) <= set(FIELDS)
        for form in Form:
            assert unknown_fields(kind.code, *default_wording(kind.code, form)) == []


@pytest.mark.parametrize("field", ["name", "phone", "content", "contact", "complaint.contact", "0", "", "number!r"])
def test_a_field_that_is_none_is_found_wherever_it_stands(field: str) -> None:
    assert unknown_fields("owner", "{number}", f"x {{{field}}} y {{{field}}}") == [field]


def test_a_field_of_another_kind_is_unknown_here() -> None:
    assert unknown_fields("owner", "{clock} {number}") == ["clock"]


def test_a_line_without_anything_to_say_is_left_out() -> None:
    template = "A\n{due}\nProject: {project}\n{number} {due}\n\n{x"
    assert fill(template, {"number": "CH-1", "project": "", "due": ""}) == "A\nCH-1 \n\n{x"


def test_the_company_says_it_in_its_own_words_until_it_takes_them_back(world: World) -> None:
    complaint = world.lodge(contact="chen@example.org", language="zh-hans")
    notice = complaint.notices.get(channel="owner")
    own = messages.to_owner(notice)
    save_wording("owner", "letter", "zh-hans", by=world.admin, subject="{project}：{move}", text="{number}\n{link}")
    ours = messages.to_owner(notice)
    assert ours.subject.startswith("翠湖天地：")
    assert ours.text == f"{complaint.number}\n{messages.follow_link(complaint)}"
    assert ours.short == own.short, "only this form"
    save_wording("owner", "letter", "zh-hans", by=world.admin, subject="x", text="")
    assert messages.to_owner(notice) == own
