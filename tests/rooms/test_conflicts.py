"""Sight obeys conflict of interest as moves do (C3): whom a complaint is about does not see it anywhere."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from heed.actions.reception.gate import begin_shift
from heed.process.words import Role
from heed.queries.access import access_of, complaints_visible_to, may_reveal
from heed.queries.complaints.repeats import repeats_of, similar_now
from heed.queries.complaints.search import search_complaints
from heed.queries.residents.lookup import people_by_id
from heed.records.models import Account, Complaint, Duty
from tests.photos import PNG
from tests.world import MORNING, World

WORDS = "前台小周态度恶劣，当众骂人"


@pytest.fixture
def about_zhou(world: World) -> Complaint:
    photo = SimpleUploadedFile("现场.png", PNG, content_type="image/png")
    return world.lodge(content=WORDS, title=WORDS, by=world.sun, person=world.chen, accused=[world.zhou], files=[photo])


def signed_in(client: Client, account: Account) -> Client:
    client.force_login(account)
    return client


@pytest.mark.rule("C3")
def test_whom_a_complaint_is_about_sees_it_in_no_list_and_finds_it_nowhere(
    client: Client, world: World, about_zhou: Complaint
) -> None:
    other = world.lodge(content="地库的灯坏了", by=world.zhou)
    signed_in(client, world.zhou)
    for address in ("/", reverse("oversight:list"), reverse("desk:home"), reverse("care:home")):
        page = client.get(address, follow=True).content.decode()
        assert about_zhou.number not in page, address
        assert WORDS not in page, address
    assert other.number in client.get(reverse("oversight:list")).content.decode()
    for word in ("态度恶劣", about_zhou.number):
        assert not search_complaints(world.zhou, word).rows
        assert search_complaints(world.lin, word).rows
        assert about_zhou.number not in client.get(reverse("oversight:find"), {"q": word}).content.decode()


@pytest.mark.rule("C3")
def test_its_page_files_moves_and_contact_are_closed_to_the_person_it_is_about(
    client: Client, world: World, about_zhou: Complaint
) -> None:
    photo = about_zhou.attachments.get()
    signed_in(client, world.zhou)
    addresses = [
        reverse("complaint:page", args=[about_zhou.number]),
        reverse("complaint:file", args=[about_zhou.number, photo.pk]),
        reverse("complaint:move", args=[about_zhou.number, "note"]),
        reverse("desk:case", args=[about_zhou.number]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert not may_reveal(world.zhou, about_zhou)
    signed_in(client, world.lin)
    assert client.get(addresses[0]).status_code == 200
    assert client.get(addresses[1]).status_code == 200


@pytest.mark.rule("C3")
def test_it_is_no_repeat_and_no_history_to_the_person_it_is_about(world: World, about_zhou: Complaint) -> None:
    project, person = world.project.pk, world.chen.pk
    for reader, seen in ((world.zhou, False), (world.lin, True)):
        assert bool(repeats_of([project], person=person, text=WORDS, at=MORNING, reader=reader)) is seen
        assert bool(similar_now(project, WORDS, at=MORNING, reader=reader)) is seen
        assert bool(people_by_id([person], [project], reader)[0].newest) is seen


@pytest.mark.rule("C3")
def test_a_duty_for_the_whole_company_opens_no_complaint_about_oneself(world: World, about_zhou: Complaint) -> None:
    Duty.objects.create(account=world.zhou, role=Role.CENTRE)
    assert access_of(world.zhou).projects() is None
    assert about_zhou not in complaints_visible_to(world.zhou)


def test_a_case_that_only_a_person_complained_of_can_answer_for_stays_in_sight(world: World) -> None:
    complaint = world.lodge(content=WORDS, accused=[world.lin], case_owner=world.lin)
    assert complaint in complaints_visible_to(world.lin)


@pytest.mark.rule("C3")
def test_the_log_of_a_shift_says_nothing_to_whom_a_complaint_is_about(client: Client, world: World) -> None:
    shift = begin_shift(world.project, by=world.sun, at=MORNING)
    complaint = world.lodge(content=WORDS, title=WORDS, by=world.sun, accused=[world.zhou])
    pages = [reverse("gate:shift", args=[shift.pk])]
    for reader, sees in ((world.lin, True), (world.zhou, False)):
        signed_in(client, reader)
        for address in pages:
            page = client.get(address).content.decode()
            assert (complaint.number in page, WORDS in page) == (sees, sees), address


@pytest.mark.rule("C3")
def test_nothing_of_a_complaint_is_printed_for_whom_it_is_about(
    client: Client, world: World, about_zhou: Complaint
) -> None:
    due_at = MORNING + timedelta(hours=5)
    world.make("order", about_zhou, department=world.engineering, work="查监控", due_at=due_at)
    order = about_zhou.orders.get()
    addresses = [
        reverse("complaint:print", args=[about_zhou.number]),
        reverse("complaint:print_sign_off", args=[about_zhou.number]),
        reverse("complaint:print_order", args=[about_zhou.number, order.pk]),
    ]
    for reader, status in ((world.lin, 200), (world.zhou, 404)):
        signed_in(client, reader)
        assert [client.get(address).status_code for address in addresses] == [status] * len(addresses)
