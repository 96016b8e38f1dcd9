"""The demo: the same for the same seed, every stage in it, and every timeline whole."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from heed.demo.making import make_demo
from heed.demo.today import SIZE
from heed.process.words import Stage, SwapState
from heed.queries import policies
from heed.queries.leaving import open_with
from heed.queries.ledger import verify_chain
from heed.queries.policies import current_policy
from heed.queries.rosters import gaps_ahead
from heed.records.models import Absence, Complaint, Entry, Project, Promise, RotaSwap

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


def played(size: int) -> list[tuple[object, ...]]:
    """What the demo of this size tells: of each complaint its number, words, stage and round, and how long it is."""
    policies.forget()
    make_demo(NOW, seed=1502, size=size)
    return list(Complaint.objects.order_by("number").values_list("number", "content", "stage", "round", "version"))


def test_the_same_seed_gives_the_same_demo_with_every_stage_and_whole_timelines(db: None) -> None:
    with transaction.atomic():
        first = played(SIZE + 20)
        assert {stage for _, _, stage, *_ in first} == {stage.value for stage in Stage}
        assert [complaint for complaint in Complaint.objects.all() if verify_chain(complaint)] == []
        assert Promise.objects.filter(state="broken").exists()
        assert not Complaint.objects.filter(case_owner__isnull=True).exists()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert played(SIZE + 20) == first


@pytest.mark.parametrize("hours", [5, 71, 137])
def test_it_can_be_played_up_to_whatever_hour_it_is_and_todays_matters_are_due_today(db: None, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    make_demo(now, seed=hours, size=SIZE)
    due = Complaint.objects.filter(next_due_at__gt=now, next_due_at__lt=now + timedelta(days=1))
    assert due.count() > SIZE / 4
    _rota_is_lively(now)


def _rota_is_lively(now: datetime) -> None:
    """One gap ahead at one estate, a swap that waits, somebody away with a matter in hand."""
    gaps = [gaps_ahead(project, current_policy(), now) for project in Project.objects.all()]
    assert sorted(len(found or ()) for found in gaps) == [0, 0, 1]
    assert RotaSwap.objects.filter(state=SwapState.ASKED).count() == 1
    absence = Absence.objects.get(starts_at__lte=now, ends_at__gt=now)
    assert open_with(absence.account)
