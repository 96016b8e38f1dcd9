"""Every clock can be asked why it is due then, and how complaints travel can be looked up."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from heed.process.moves import ROWS
from heed.process.transitions import transitions
from heed.process.words import ClockKind, Stage
from heed.queries.actor import OWNER
from heed.records.models import Clock, Complaint
from heed.rooms.journey.drawing import MANY
from heed.rooms.journey.shapes import lines_of, width_of
from heed.ui import humanize
from tests.world import World


@pytest.fixture
def lin(world: World, client: Client) -> Client:
    world.lin.language = "en"
    world.lin.save()
    client.force_login(world.lin)
    return client


def why(client: Client, clock: Clock, **headers: str) -> str:
    assert clock.complaint
    answer = client.get(f"/complaints/{clock.complaint.number}/clocks/{clock.pk}/", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def in_english(at: datetime) -> str:
    with translation.override("en"):
        return humanize.instant(at)


def clock_of(complaint: Complaint, kind: ClockKind) -> Clock:
    return complaint.clocks.filter(kind=kind).latest("pk")


def test_a_clock_explains_itself_line_by_line(world: World, lin: Client) -> None:
    complaint = world.lodge(at=timezone.now())
    page = why(lin, clock_of(complaint, ClockKind.ANSWER))
    limit_at = complaint.received_at + timedelta(hours=24)
    for line in (
        "Answer: policy version 1",
        f"Started {in_english(complaint.received_at)}",
        "Every minute counts, day and night",
        "Target after 30 min:",
        f"Limit after 1 d: {in_english(limit_at)}",
    ):
        assert line in page
    assert "<html" in page
    part = why(lin, clock_of(complaint, ClockKind.ANSWER), **{"HX-Request": "true"})
    assert "<dialog" in part
    assert "<html" not in part


@pytest.mark.rule("R60", "R61")
def test_times_that_words_fixed_say_so(world: World, lin: Client) -> None:
    complaint = world.to_handling(world.lodge(at=timezone.now() - timedelta(hours=1)))
    assert "Agreed work is due the same day" in why(lin, clock_of(complaint, ClockKind.FINISH))
    due_at = timezone.now() + timedelta(hours=3)
    world.make("new_date", complaint, words="我会今天修好", due_at=due_at, reason="等皮带", consent=True)
    page = why(lin, clock_of(complaint, ClockKind.PROMISE))
    assert f"Promised for {in_english(due_at)}; a pause does not move a promise" in page


def test_a_pause_and_its_reason_stand_in_the_explanation(world: World, lin: Client) -> None:
    complaint = world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))
    world.make("pause", complaint, pause="awaiting_owner", reason="业主出差，明早再联系")
    page = why(lin, clock_of(complaint, ClockKind.ANSWER))
    assert "Paused since" in page
    assert "业主出差，明早再联系" in page
    assert "Limit after 1 d: known once the pause ends" in page


def test_every_clock_of_a_long_life_can_be_explained(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    assert complaint.clocks.count() > 8
    for clock in complaint.clocks.all():
        assert "policy version 1" in why(lin, clock)


def test_a_clock_of_another_complaint_is_404(world: World, lin: Client) -> None:
    clock = clock_of(world.lodge(), ClockKind.ANSWER)
    assert lin.get(f"/complaints/{world.lodge().number}/clocks/{clock.pk}/").status_code == 404


def test_both_drawings_show_every_stage_and_every_way(lin: Client) -> None:
    page = lin.get("/how/").content.decode()
    drawings = re.findall(r"<svg class=\"journey .*?</svg>", page, re.DOTALL)
    assert len(drawings) == 2
    expected = {f"{step.source}-{step.to}" for step in transitions() if step.source and len(step.move.at) <= MANY}
    for drawing in drawings:
        assert set(re.findall(r'data-stage="(\w+)"', drawing)) == {str(stage) for stage in Stage}
        drawn = set(re.findall(r'data-way="([\w-]+)"', drawing))
        assert {way for way in drawn if not way.startswith("many-")} == expected


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_drawing_keeps_its_words_inside_its_edges(world: World, lin: Client, language: str) -> None:
    world.lin.language = language
    world.lin.save()
    page = lin.get("/how/").content.decode()
    for kind, edge in (("wide", 860), ("narrow", 343)):
        drawing = re.search(rf"<svg class=\"journey journey--{kind}.*?</svg>", page, re.DOTALL)
        assert drawing
        texts = re.findall(r'text-anchor="(\w+)">(.*?)</text>', drawing[0])
        for anchor, rows in texts:
            for x, words in re.findall(r'<tspan x="([\d.]+)"[^>]*>(.*?)</tspan>', rows):
                begin = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width_of(words)
                assert float(x) - begin >= 0, words
                assert float(x) - begin + width_of(words) <= edge, words


def test_the_table_lists_every_move_with_its_rules(lin: Client) -> None:
    page = lin.get("/how/?at=handling").content.decode()
    for row in ROWS:
        assert f'id="move-{row.name}"' in page
        assert f">{row.rule}</small>" in page
    assert 'class="stage stage--handling stage--now"' in page


def test_long_words_wrap_and_nothing_is_lost() -> None:
    for words in ("Explain: cannot be resolved", "说明无法解决的原因", "x"):
        lines = lines_of(words, 80)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert all(width_of(line) <= 90 for line in lines)


@pytest.mark.rule("R89", "R96")
def test_a_return_visit_that_the_owners_answer_ended_is_not_called_done(world: World, lin: Client) -> None:
    complaint = world.to_handled(world.lodge())
    world.make("contest", complaint, owner_words="还没好", by=OWNER)
    said = "Ended by the owner&#x27;s answer"
    visited = world.to_handled(world.lodge())
    world.make("visit", visited, outcome="not_solved", method="phone", owner_words="还没好")
    for one, count in ((complaint, 1), (visited, 0)):
        page = lin.get(f"/complaints/{one.number}/").content.decode()
        assert page.count(said.replace("&#x27;", "&#39;")) + page.count(said) == count
        assert ("Ended by the owner" in why(lin, clock_of(one, ClockKind.VISIT))) is bool(count)
