"""`heed seed`: many complaints fast, as sound as those that were played."""

from collections import defaultdict
from datetime import UTC, datetime

from heed.demo.prototypes import play_prototypes
from heed.demo.seed import seed
from heed.queries.ledger import verify_chain
from heed.records.models import Complaint

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)


def test_what_is_seeded_has_gapless_numbers_and_whole_timelines(db: None) -> None:
    prototypes = play_prototypes("S1", NOW)
    before = Complaint.objects.count()
    seed(300, prototypes, "S1", lambda share: None)
    assert Complaint.objects.count() == before + 300
    assert [complaint.number for complaint in Complaint.objects.all() if verify_chain(complaint)] == []
    serials: dict[tuple[int, object], list[int]] = defaultdict(list)
    for project, on, serial in Complaint.objects.values_list("project", "received_on", "serial"):
        serials[project, on].append(serial)
    assert all(sorted(given) == list(range(1, len(given) + 1)) for given in serials.values())
