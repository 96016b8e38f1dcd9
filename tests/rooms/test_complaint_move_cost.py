"""What executing a move costs: the queries of a POST, however long the history of the complaint."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from heed.records.models import Complaint
from tests.world import World


@pytest.fixture
def zhou(world: World, client: Client) -> Client:
    """Zhou, receptionist, signed in, reading English."""
    world.zhou.language = "en"
    world.zhou.save()
    client.force_login(world.zhou)
    return client


def of_today(world: World) -> Complaint:
    """A complaint of an hour ago, verified."""
    return world.verify(world.lodge(at=timezone.now() - timedelta(hours=1)))


def test_executing_a_move_reads_no_dossier_and_costs_the_same_however_long_the_history(
    world: World, zhou: Client
) -> None:
    complaint = of_today(world)
    address = f"/complaints/{complaint.number}/note/"

    def queries_of_a_note() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert zhou.post(address, {"words": "已联系业主"}).status_code == 302
        return [query["sql"] for query in queries.captured_queries]

    queries_of_a_note()  # reads the policy into its cache
    short = queries_of_a_note()
    for _entry in range(10):
        zhou.post(address, {"words": "已联系业主"})
    long = queries_of_a_note()
    assert len(long) == len(short)
    dossier = ("records_entry", "records_attachment", "records_proposal", "records_visit")
    assert not [sql for sql in long if sql.startswith("SELECT") and any(f'FROM "{table}"' in sql for table in dossier)]
