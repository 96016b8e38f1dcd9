"""The demo: the same for the same seed, every stage in it, and every timeline whole."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

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
    Place,
    Project,
    Promise,
    Representative,
    RotaSwap,
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
print(json.dumps([complaints, [hit.row.number for hit in hits]]))
"""
FAILING = """
from heed.demo.parallel import in_parallel
in_parallel(lambda scenes, report: 1 / 0, [None], print)
"""


def test_the_same_seed_gives_the_same_demo_with_every_stage_and_whole_timelines(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policies.clear_cache()  # which of the closed are drawn depends on the key of the seals, so none is
    monkeypatch.setattr("heed.actions.engine.after_closing.is_drawn", lambda seal, percent: percent >= 100)
    make_demo(NOW, seed=1502, size=SIZE + 20)
    first = [list(row) for row in Complaint.objects.order_by("number").values_list(*COLUMNS)]
    assert {stage for _, _, stage, *_ in first} == {stage.value for stage in Stage}
    assert [complaint for complaint in Complaint.objects.all() if verify_record(complaint)] == []
    assert Promise.objects.filter(state="broken").exists()
    assert not Complaint.objects.filter(case_owner__isnull=True).exists()
    terminal = Terminal(tmp_path)
    terminal.heed("prepare")
    again, found = json.loads(terminal.python(IN_PARALLEL.format(now=NOW.isoformat(), size=SIZE + 20, columns=COLUMNS)))
    assert again == first
    hits = search_complaints(Account.objects.get(username="lin"), "电梯").rows
    assert found
    assert found == [hit.row.number for hit in hits]


@pytest.mark.once  # what differs between the databases is in the test above
@pytest.mark.parametrize("hours", [5, 71, 137])
def test_it_can_be_played_up_to_whatever_hour_it_is_and_todays_matters_are_due_today(db: None, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    make_demo(now, seed=hours, size=SIZE)
    due = Complaint.objects.filter(next_due_at__gt=now, next_due_at__lt=now + timedelta(days=1))
    assert due.count() > SIZE / 4
    _rota_is_lively(now)
    _the_hotline_waits_and_has_been_answered(now)


def _the_hotline_waits_and_has_been_answered(now: datetime) -> None:
    """Three cases of the hotline: one to sign for, one to answer today, one found resolved; and what else is known."""
    waiting = Clock.objects.filter(kind__in=["body_sign", "body_answer"], stopped_at=None, limit_at__gt=now)
    assert waiting.count() == 3
    assert BodyCase.objects.filter(sent_back=1, resolved="yes").count() == 1
    assert Attachment.objects.filter(mime="audio/wav").exists()
    assert (Vulnerability.objects.count(), Representative.objects.count()) == (2, 1)
    assert Place.objects.filter(steward__isnull=False).count() == 5
    assert not Project.objects.filter(region=None).exists()


def _rota_is_lively(now: datetime) -> None:
    """One gap ahead at one estate, a swap that waits, somebody away with a matter in hand."""
    gaps = [gaps_ahead(project, current_policy(), now) for project in Project.objects.all()]
    assert sorted(len(found or ()) for found in gaps) == [0, 0, 1]
    assert RotaSwap.objects.filter(state=SwapState.ASKED).count() == 1
    absence = Absence.objects.get(starts_at__lte=now, ends_at__gt=now)
    assert open_work_of(absence.account)


def test_a_play_that_fails_in_parallel_raises_and_leaves_nothing_next_to_the_database(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.heed("prepare")
    before = {file.name for file in tmp_path.iterdir()}
    with pytest.raises(AssertionError, match="One of the plays failed"):
        terminal.python(FAILING)
    assert {file.name for file in tmp_path.iterdir()} - before <= {"heed.sqlite3.queue", "heed.sqlite3.lock"}
