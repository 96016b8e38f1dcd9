"""The last months again under another policy: the same gives what is on record, another one is told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.actions.setup import founding
from heed.clockwork.exports import Exported, make_exports
from heed.clockwork.tick import tick
from heed.process.words import ClockKind, Role
from heed.queries.clocks.past import past_complaints, received_between
from heed.queries.clocks.simulating import Otherwise, simulate
from heed.queries.policies import current_policy
from heed.records.models import Complaint, ExportJob, RotaShift
from tests.rooms.test_setup_policy import ANSWER
from tests.world import MORNING, World

HOME = "/setup/policy/again/"
LATER = MORNING + timedelta(days=9)


@pytest.fixture
def lives(world: World) -> Iterator[list[Complaint]]:
    """Four complaints: one done whole, one graver after two hours, one that waits for its owner, one left alone."""
    whole, graver, waits, alone = (
        world.lodge(),
        world.neighbour(),
        world.lodge(content="灯不亮"),
        world.neighbour(name="李"),
    )
    world.to_handled(whole)
    world.verify(graver)
    world.make(
        "reassess",
        graver,
        minutes=120,
        level="major",
        category="lift_stopped",
        nature="harm",
        emotion="calm",
        validity="valid",
        reason="老人受伤",
    )
    world.verify(waits)
    world.make("promise", waits, due_at=MORNING + timedelta(hours=3), words="三点前回复", consent=True)
    world.make("pause", waits, minutes=20, pause="awaiting_owner", reason="业主外出")
    world.make("resume", waits, minutes=80, reason="业主已回")
    with time_machine.travel(LATER, tick=False):
        tick()
        yield [whole, graver, waits, alone]


@pytest.mark.rule("R55", "C2")
def test_the_same_policy_gives_the_numbers_of_history_and_a_stricter_one_others(
    world: World, lives: list[Complaint]
) -> None:
    since = MORNING - timedelta(days=1)
    same = simulate(None, since, LATER, Otherwise())
    assert same.was == same.would
    assert same.would == simulate(None, since, LATER, Otherwise(policy=current_policy())).would
    assert (same.complaints, same.was.all_kinds.missed > 0, same.was.all_kinds.judged > 3) == (4, True, True)
    strict = current_policy().model_dump(mode="json")
    strict["clocks"]["verify"] |= {"target": 1, "limit": 2, "levels": []}
    would = simulate(None, since, LATER, Otherwise(policy=type(current_policy()).model_validate(strict))).would
    assert same.was.kinds[ClockKind.VERIFY].missed < would.kinds[ClockKind.VERIFY].missed == 4
    with CaptureQueriesContext(connection) as one:
        list(past_complaints(received_between(None, since, LATER), page=5))
    with CaptureQueriesContext(connection) as pages:
        found = list(past_complaints(received_between(None, since, LATER), page=1))
    assert [len(page) for page in found] == [1, 1, 1, 1], "each once, in pages"
    assert len(pages) <= 5 * 4 + 1
    assert len(one) <= 6


def test_a_change_is_tried_from_its_preview_and_what_came_of_it_stands_beside_what_was(
    client: Client, world: World, lives: list[Complaint]
) -> None:
    client.force_login(world.admin)
    typed = ANSWER | {"levels.emergency.limit": "1天"}
    assert 'name="again"' in client.post("/setup/policy/edit/clocks.answer/", typed).content.decode()
    begun = [
        client.post("/setup/policy/edit/clocks.answer/", typed | {"again": "1"})["Location"] for _press in range(2)
    ]
    assert begun == [f"{HOME}{ExportJob.objects.get().pk}/"] * 2, "pressed twice it is one"
    assert 'hx-trigger="every 2s"' in client.get(begun[0]).content.decode()
    assert make_exports() == Exported(made=1)
    page = client.get(begun[0]).content.decode()
    assert 'hx-trigger="every 2s"' not in page
    assert "100%" in page
    assert client.get(f"/exports/{ExportJob.objects.get().pk}/").status_code == 404
    assert begun[0] in client.get("/exports/").content.decode()
    client.force_login(world.he)
    assert client.get(begun[0]).status_code == 404, "it is its person's alone"
    client.force_login(world.zhou)
    assert client.get(HOME).status_code == 404


def test_other_hours_and_another_rota_are_typed_as_people_write_them(
    client: Client, world: World, lives: list[Complaint]
) -> None:
    role = Role.RECEPTIONIST.value
    RotaShift.objects.create(project=world.project, role=role, account=world.zhou, weekday=0, starts=540, ends=1080)
    client.force_login(world.lin)  # a director tries the own project alone
    typed: dict[str, Any] = {"span": "quarter", "workdays": "9-18", "saturday": "9-12", "people": "2"}
    for wrong in (
        {"people": "x"},
        {"people": "2"},
        {"workdays": "soon"},
        {"workdays": "18-9"},
        {"workdays": "休", "saturday": "休"},
    ):
        assert client.post(HOME, typed | {"people": ""} | wrong).status_code == 422, wrong
    assert client.post(HOME, typed | {"project": world.elsewhere.code}).status_code == 422
    address = client.post(HOME, typed | {"desk_workdays": "0-24", "desk_saturday": "0-24"})["Location"]
    assert make_exports() == Exported(made=1)
    page = client.get(address).content.decode()
    assert "100%" in page, "on Saturday no person was on duty"
    assert ">0%<" in page
    founding.give_duty(world.lin, Role.DIRECTOR, project=world.elsewhere)
    assert 'id="by-kind"' in page
    assert 'id="by-kind"' not in client.get(address).content.decode(), (
        "what was seen with other duties is not shown any more"
    )
    assert timezone.now() == LATER
