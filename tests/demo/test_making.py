"""The demo: the same for the same seed, every stage in it, and every timeline whole."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet

from heed.demo.making import make_demo
from heed.demo.today import SIZE
from heed.process.words import Stage, SwapState
from heed.queries import policies
from heed.queries.complaints.search import search_complaints
from heed.queries.policies import current_policy
from heed.queries.record.integrity import verify_record
from heed.queries.rota.planning import gaps_ahead
from heed.queries.staff.open_work import open_work_of
from heed.records.models import (
    Absence,
    Account,
    Attachment,
    BodyCase,
    Clock,
    Complaint,
    EntryContent,
    Notice,
    Occupancy,
    OldComplaint,
    Order,
    OrderLink,
    Place,
    Project,
    Promise,
    Representative,
    RotaSwap,
    Summons,
    Vulnerability,
)
from tests.commands.terminal import Terminal

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


#: What is compared of each complaint.
COLUMNS = ("number", "content", "stage", "round", "version")
#: Makes the same demo in another process, on SQLite, with all estates at the same time.
IN_PARALLEL = """
import json
from datetime import datetime
from heed.actions.engine import after_closing
from heed.demo.parallel import in_parallel
from heed.demo.making import make_demo
from heed.queries.record.integrity import verify_record
from heed.queries.complaints.search import search_complaints
from heed.records.models import Account, Complaint
after_closing.is_drawn = lambda seal, percent: percent >= 100
make_demo(datetime.fromisoformat("{now}"), seed=1502, size={size}, run=in_parallel)
assert not [complaint for complaint in Complaint.objects.all() if verify_record(complaint)]
hits = search_complaints(Account.objects.get(username="lin"), "电梯").rows
complaints = list(Complaint.objects.order_by("number").values_list(*{columns}))
print(json.dumps([complaints, [hit.number for hit in hits]]))
"""
HAN = re.compile(r"[\u4e00-\u9fff]")
#: At least two English words, each of small letters but for the first.
ENGLISH = re.compile(r"[A-Z]?[a-z]{2,} [a-z]{2,}")
FAILING = """
from heed.demo.parallel import in_parallel
in_parallel(lambda scenes, report: 1 / 0, [None], print)
"""


@pytest.fixture(autouse=True)
def _it_is_a_demo(settings: Any) -> None:
    """Messages to owners count as sent, as wherever a demo is made."""
    settings.HEED_DEMO = True


@pytest.mark.once  # a demo has a database of its own, which is SQLite
def test_the_same_seed_gives_the_same_demo_with_every_stage_and_whole_timelines(
    db: None, migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policies.clear_cache()  # which of the closed are drawn depends on the key of the seals, so none is
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda seal, percent: percent >= 100)
    make_demo(NOW, seed=1502, size=SIZE + 20)
    first = [list(row) for row in Complaint.objects.order_by("number").values_list(*COLUMNS)]
    assert {stage for _, _, stage, *_ in first} == {stage.value for stage in Stage}
    assert [complaint for complaint in Complaint.objects.all() if verify_record(complaint)] == []
    assert Promise.objects.filter(state="broken").exists()
    assert not Complaint.objects.filter(case_owner__isnull=True).exists()
    _it_is_lively(NOW)
    terminal = Terminal(tmp_path, {"HEED_DEMO": "yes"}).copied(migrated)
    again, found = json.loads(terminal.python(IN_PARALLEL.format(now=NOW.isoformat(), size=SIZE + 20, columns=COLUMNS)))
    assert again == first
    hits = search_complaints(Account.objects.get(username="lin"), "电梯").rows
    assert found
    assert found == [hit.number for hit in hits]


@pytest.mark.once
def test_it_can_be_played_up_to_whatever_hour_it_is_and_todays_matters_are_due_today(db: None) -> None:
    now = NOW + timedelta(hours=137)
    make_demo(now, seed=137, size=SIZE)
    _it_is_lively(now)


def _it_is_lively(now: datetime) -> None:
    due = Complaint.objects.filter(next_due_at__gt=now, next_due_at__lt=now + timedelta(days=1))
    assert due.count() > SIZE / 4
    _rota_is_lively(now)
    _the_hotline_waits_and_has_been_answered(now)
    _old_complaints_are_known_of_homes_and_people()
    _the_lift_firm_works_by_links(now)
    _return_visits_are_agreed(now)
    _a_second_look_waits_and_one_was_made(now)
    _texts_are_in_the_language_of_their_estate()


def _the_hotline_waits_and_has_been_answered(now: datetime) -> None:
    """Three cases of the hotline: one to sign for, one to answer today, one found resolved; and what else is known."""
    waiting = Clock.objects.filter(kind__in=["body_sign", "body_answer"], stopped_at=None, limit_at__gt=now)
    assert waiting.count() == 3
    assert BodyCase.objects.filter(sent_back=1, resolved="yes").count() == 1
    assert Attachment.objects.filter(mime="audio/wav").exists()
    assert (Vulnerability.objects.count(), Representative.objects.count()) == (2, 1)
    assert Place.objects.filter(steward__isnull=False).count() == 5
    assert not Project.objects.filter(region=None).exists()


def _old_complaints_are_known_of_homes_and_people() -> None:
    """Each is of a resident and a home; the best-known owner has three."""
    assert OldComplaint.objects.filter(person__isnull=False, place__isnull=False).count() == 35
    assert OldComplaint.objects.filter(person__name="陈美玲").count() == 3


def _the_lift_firm_works_by_links(now: datetime) -> None:
    """Orders at every stage; those sent, accepted or done open with a link, and what was done there says so."""
    orders = Order.objects.filter(account__by_link=True)
    assert set(orders.values_list("state", flat=True)) >= {"sent", "accepted", "done", "refused"}
    assert OrderLink.objects.filter(order__in=orders, ended_at__isnull=True).count() == 2
    assert EntryContent.objects.filter(entry__move="finish_order", facts__by_link=True).exists()


def _return_visits_are_agreed(now: datetime) -> None:
    """One within hours, some on the next days, one moved, one kept, one missed; and the owners know."""
    agreed = Complaint.objects.filter(entries__move="arrange_visit").distinct()
    visits = Clock.objects.filter(complaint__in=agreed, kind="visit")
    assert visits.filter(stopped_at=None, limit_at__gt=now, limit_at__lt=now + timedelta(hours=3)).count() == 1
    assert visits.filter(stopped_at=None, limit_at__gt=now + timedelta(hours=20)).count() == 3
    assert visits.filter(stopped_at=None, limit_at__lt=now).count() == 1
    assert agreed.filter(stage="closed", owner_verdict="satisfied").exists()
    assert Notice.objects.filter(about="arrange_visit", channel="owner").count() == 7
    until = Notice.objects.filter(made_at__lte=NOW)
    assert list(until.order_by("pk")) == list(until.order_by("made_at", "pk")), "an inbox lists them by id"


def _a_second_look_waits_and_one_was_made(now: datetime) -> None:
    assert Clock.objects.filter(kind="review", stopped_at=None, limit_at__gt=now).count() == 1
    assert EntryContent.objects.filter(entry__move="review", facts__finding="partly").count() == 1


def _rota_is_lively(now: datetime) -> None:
    """One gap ahead at one estate, a swap that waits, somebody away with a matter in hand."""
    gaps = [gaps_ahead(project, current_policy(), now) for project in Project.objects.all()]
    assert sorted(len(found or ()) for found in gaps) == [0, 0, 0, 0, 0, 0, 0, 1]
    assert RotaSwap.objects.filter(state=SwapState.ASKED).count() == 1
    absence = Absence.objects.get(starts_at__lte=now, ends_at__gt=now)
    assert open_work_of(absence.account)


def _texts_are_in_the_language_of_their_estate() -> None:
    """No Simplified character in Hong Kong, no Traditional one on the mainland; the check finds each at the other."""
    hong_kong, mainland = _texts_at("LJ"), _texts_at("CH", "YG")
    assert (_only_in("gb2312", hong_kong), _only_in("big5", mainland)) == (set(), set())
    assert "\u697c" in _only_in("gb2312", mainland)
    assert "\u6a13" in _only_in("big5", hong_kong)
    chinese = Complaint.objects.exclude(language="en")
    assert not {text for text in _facts_of(chinese) if ENGLISH.search(text)}
    but = ("lodge", "escalate", "join_earlier")  # the name of the home, and what Heed writes itself
    english = _facts_of(Complaint.objects.filter(language="en"), but)
    assert english
    assert not {text for text in english if HAN.search(text)}


def _texts_at(*estates: str) -> set[str]:
    """All that people wrote or said at these estates, and the names of the estates, their places and residents."""
    projects = Project.objects.filter(code__in=estates)
    names = Place.objects.filter(project__in=projects).values_list("path", flat=True)
    residents = Occupancy.objects.filter(place__project__in=projects).values_list("person__name", flat=True)
    old = OldComplaint.objects.filter(project__in=projects).values_list("content", "result", "category")
    before = {text for texts in old for text in texts}
    called = Summons.objects.filter(project__in=projects).values_list("reason", flat=True)
    own = projects.values_list("name", flat=True)
    return {*names, *residents, *called, *own, *before, *_facts_of(Complaint.objects.filter(project__in=projects))}


def _facts_of(complaints: QuerySet[Complaint], but: tuple[str, ...] = ()) -> set[str]:
    """The texts on the timelines of these complaints, except those of the moves `but`."""
    found = EntryContent.objects.filter(entry__complaint__in=complaints).exclude(entry__move__in=but)
    return {text for facts in found.values_list("facts", flat=True) for text in facts.values() if isinstance(text, str)}


def _only_in(codec: str, texts: set[str]) -> set[str]:
    """The Chinese characters that only this codec has: gb2312 the Simplified, big5 the Traditional."""
    other = {"gb2312": "big5hkscs", "big5": "gb2312"}[codec]
    characters = set(HAN.findall("".join(texts)))
    return {one for one in characters if one.encode(codec, "ignore") and not one.encode(other, "ignore")}


def test_a_play_that_fails_in_parallel_raises_and_leaves_nothing_next_to_the_database(
    migrated: Path, tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path).copied(migrated)
    before = {file.name for file in tmp_path.iterdir()}
    with pytest.raises(AssertionError, match="One of the plays failed"):
        terminal.python(FAILING)
    assert {file.name for file in tmp_path.iterdir()} - before <= {"heed.sqlite3.queue", "heed.sqlite3.lock"}


#: Asks for a demo twice, where one of this hour is there: once as this version made it, once as another did.
ASKED_TWICE = """
from datetime import UTC, datetime
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from heed.demo import building
building.note_of_demo = lambda: f"{building.MARK} seed=1 size=2 until={datetime.now(UTC).isoformat()}"
building.make_demo = lambda *given, **more: print("made")
for step in ("0002_all_other_tables", "0001_of_another_version"):
    MigrationRecorder(connection).record_applied("records", step)
    building.prepare(1, 2, fresh=False, kept_for=12, say=print)
"""


def test_a_demo_that_another_version_made_is_made_again(migrated: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path).copied(migrated)
    said = terminal.python(ASKED_TWICE).splitlines()
    assert "is kept" in said[0]
    assert said[1].startswith("Playing")
    assert said[-1] == "made"


#: Runs `heed demo` up to the moment at which it would serve.
BEFORE_SERVING = """
from heed.commands import run
from heed.demo import command
from django.conf import settings
run.serve = lambda *given, **more: print("read" if settings.configured else "not read yet")
command.main(["--port", "8123"])
"""


def test_the_demo_reads_no_setting_before_the_address_is_known(tmp_path: Path) -> None:
    words = [sys.executable, "-c", BEFORE_SERVING]
    done = subprocess.run(words, env=Terminal(tmp_path).environment(), capture_output=True, text=True, check=False)
    assert done.stdout == "not read yet\n", "HEED_URL, which stands in every link to owners, is the address it serves"
