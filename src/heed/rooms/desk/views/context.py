"""What the views of the desk share: the desks at which an account receives, and the queue there."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from heed.process.roles import RECEIVES
from heed.queries.access import Access, Projects, access_of, of_projects
from heed.queries.policies import current_policy
from heed.queries.projects import projects_listed
from heed.queries.reception import calls_in_line, rings_of, visits_in_line
from heed.records.models import Account, Complaint, Project
from heed.records.prepared import prepared


def desks_of(account: Account) -> list[Project]:
    """The projects at whose desk the account receives. Http404 where there is none."""
    projects = projects_listed(account, RECEIVES)
    if not projects:
        raise Http404
    return projects


def case_at_desk(account: Account, number: str) -> Complaint:
    """The complaint of this number at a desk where the account receives. Http404 where it sees none there."""
    access = access_of(account)
    found = _numbered(access, access.projects(RECEIVES), number.upper())
    if not found:
        raise Http404
    return found[0]


@prepared
def _numbered(access: Access, desks: Projects, number: str) -> QuerySet[Complaint]:
    found = of_projects(access.complaints(), desks).filter(number=number, project__is_active=True)
    return found.select_related("project", "person", "place", "case_owner", "repeat_of", "merged_into")


def queue(projects: list[Project]) -> dict[str, object]:
    """Who waits at the counter and on the telephone, with the times of the policy (R39, R40)."""
    policy, now = current_policy(), timezone.now()
    waiting = policy.clocks.waiting.at("")
    desks = tuple(project.pk for project in projects)
    calls = [(call, rings_of(call, policy, now)) for call in calls_in_line(desks)]  # None: nobody knows yet
    visits = visits_in_line(desks)
    return {
        "visits": visits,
        "calls": calls,
        "queue_state": ".".join([f"c{call.pk}" for call, _rings in calls] + [f"v{visit.pk}" for visit in visits]),
        "wait_target": round((waiting.target or 0) * 60),
        "wait_limit": round((waiting.limit or 0) * 60),
        "ring_target": round(policy.telephone.target_rings * policy.telephone.ring_seconds),
        "ring_limit": round(policy.telephone.limit_rings * policy.telephone.ring_seconds),
    }
