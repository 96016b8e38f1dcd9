"""What waits in a room, for the number beside its name: one cheap query each, counted up to 100."""

from django.utils import timezone

from heed.process.words import Stage
from heed.queries.reach import of_projects, reach_of
from heed.queries.rows import only_open
from heed.records.models import Account, Complaint

CAP = 100


def visits_waiting(account: Account) -> int:
    """Handled matters that wait for their return visit."""
    found = of_projects(only_open(Complaint.objects.all()), reach_of(account).projects())
    return found.filter(stage=Stage.HANDLED.value)[:CAP].count()


def late_matters(account: Account) -> int:
    """Open matters past what was due next."""
    found = of_projects(only_open(Complaint.objects.all()), reach_of(account).projects())
    return found.filter(next_due_at__lt=timezone.now())[:CAP].count()
