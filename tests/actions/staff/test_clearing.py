"""Sessions that have ended and old kept forms are cleared by the worker, and nothing else is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from heed.actions.staff.clearing import clear_ended
from heed.actions.staff.kept_forms import LIFE
from heed.clockwork.worker import main
from heed.records.models import AccountSession, KeptForm
from tests.world import World


def leave_rows(world: World) -> None:
    """An ended and a running session, an old and a new kept form."""
    now = timezone.now()
    for key, until in (("ended", -1), ("running", 1)):
        AccountSession.objects.create(
            session_key=key, session_data="", account=world.zhou, expire_date=now + timedelta(minutes=until)
        )
    for path, at in (("/old/", now - LIFE - timedelta(minutes=1)), ("/new/", now)):
        KeptForm.objects.create(account=world.zhou, path=path, at=at)


def left() -> tuple[list[str], list[str]]:
    sessions = AccountSession.objects.order_by("session_key").values_list("session_key", flat=True)
    return list(sessions), list(KeptForm.objects.values_list("path", flat=True))


def test_what_has_ended_is_cleared_and_the_rest_stays(world: World) -> None:
    leave_rows(world)
    assert clear_ended() == 2
    assert left() == (["running"], ["/new/"])
    assert clear_ended() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_clears_what_has_ended(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    leave_rows(world)
    main(["--once"])
    assert left() == (["running"], ["/new/"])
