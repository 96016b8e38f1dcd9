"""Who may take a second look at a case, and which cases wait for one of an account."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.process.moves.reviewing import ASK_REVIEW
from heed.process.policy import Policy
from heed.process.reviewing import reviewing_roles
from heed.process.words import ClockKind
from heed.queries.access import access_of, of_projects
from heed.queries.policies import current_policy
from heed.queries.staff.duties import holders
from heed.records.models import Account, Clock, Complaint, Entry


def took_part(complaint: Complaint, account_id: int | None) -> bool:
    """Whether the account answers for the case, did its work, or has made any entry on its timeline."""
    if account_id in (None, complaint.case_owner_id, complaint.handler_id):
        return account_id is not None
    return Entry.objects.filter(complaint=complaint, account=account_id).exists()


def part_takers(complaints: Collection[Complaint]) -> dict[int, set[int]]:
    """Return the ids of the accounts that had a part in each of these cases, by the id of the case; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    for complaint in complaints:
        found[complaint.pk] |= {pk for pk in (complaint.case_owner_id, complaint.handler_id) if pk is not None}
    made = Entry.objects.filter(complaint__in=[one.pk for one in complaints], account__isnull=False)
    for complaint_id, account_id in made.values_list("complaint_id", "account_id").distinct():
        found[complaint_id].add(account_id)
    return found


def reviewers_of(complaint: Complaint, policy: Policy) -> list[Account]:
    """Return who may take the second look at this case: they hold such a role, and had no part in it."""
    left_out = part_takers([complaint])[complaint.pk]
    return [one for one in holders(reviewing_roles(policy), complaint.project_id) if one.pk not in left_out]


def reviews_for(account: Account) -> QuerySet[Complaint]:
    """Return the complaints whose owner waits for a second look that this account may take, by the policy in force."""
    access = access_of(account)
    here = of_projects(Complaint.objects.all(), access.projects(reviewing_roles(current_policy())))
    part = Entry.objects.filter(complaint=OuterRef("pk"), account=account)
    own = Q(case_owner=account) | Q(handler=account, handler__isnull=False)
    return access.without_own_conflicts(here).filter(Exists(_running()), ~Exists(part)).exclude(own)


def last_asked(complaint: Complaint) -> Entry | None:
    """Return the entry by which the owner last asked for a second look; None where nobody asked."""
    found = Entry.objects.filter(complaint=complaint, move=ASK_REVIEW.name).select_related("content")
    return found.order_by("-seq").first()


def _running() -> QuerySet[Clock]:
    return Clock.objects.filter(complaint=OuterRef("pk"), kind=ClockKind.REVIEW.value, stopped_at__isnull=True)
