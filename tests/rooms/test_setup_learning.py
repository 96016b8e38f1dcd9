"""The page that says what the triage learned, and how often it was right."""

import pytest
from django.test import Client

from heed.process.words import Aspect
from heed.records.models import LearnedModel, LearningRun, TriageTally
from tests.world import MORNING, World


@pytest.mark.rule("R20")
def test_the_centre_reads_how_often_suggestions_were_right(client: Client, world: World) -> None:
    run = LearningRun.objects.create(number=1, began_at=MORNING)
    LearnedModel.objects.create(
        run=run, aspect=Aspect.CATEGORY, examples=812, macro_f1=0.91, calibration_error=0.02, document=b""
    )
    TriageTally.objects.create(
        month_on="2026-11-01", aspect="category", learned=True, counted=50, right=44, confidence=43
    )
    TriageTally.objects.create(month_on="2026-11-01", aspect="nature", learned=False, counted=10, right=7)
    client.force_login(world.he)
    page = client.get("/setup/policy/learning/").content.decode()
    for text in ("88%", "86%", "70%", "812", "91%"):
        assert text in page


def test_the_desk_does_not_read_it(client: Client, world: World) -> None:
    client.force_login(world.zhou)
    assert client.get("/setup/policy/learning/").status_code == 404
