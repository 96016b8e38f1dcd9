"""What every view of the desk begins with: who asks, and at which desks they receive."""

from typing import cast

from django.http import Http404, HttpRequest
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.move_forms.form import say
from heed.queries.policies import current_policy
from heed.queries.reception import desk_projects, how_many_wait, ringing_calls, rings_of, waiting_visits
from heed.records.models import Account, Project


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in."""
    return cast(Account, request.user)


def desks_of(account: Account) -> list[Project]:
    """The projects at whose desk the account receives. Http404 where there is none."""
    projects = list(desk_projects(account))
    if not projects:
        raise Http404
    return projects


def reasons(refused: Refused) -> list[str]:
    """Why it was refused, in words."""
    return [say(refusal) for refusal in refused.refusals]


def queue(projects: list[Project]) -> dict[str, object]:
    """Who waits at the counter and on the telephone, with the times of the policy (R39, R40)."""
    policy, now = current_policy(), timezone.now()
    waiting = policy.clocks.waiting.at("")
    calls = [(call, rings_of(call, policy, now)) for call in ringing_calls(projects)]
    visits = list(waiting_visits(projects))
    return {
        "visits": visits,
        "calls": calls,
        "queue_state": ".".join([f"c{call.pk}" for call, _rings in calls] + [f"v{visit.pk}" for visit in visits]),
        "wait_target": round((waiting.target or 0) * 60),
        "wait_limit": round((waiting.limit or 0) * 60),
        "ring_target": round(policy.telephone.target_rings * policy.telephone.ring_seconds),
        "ring_limit": round(policy.telephone.limit_rings * policy.telephone.ring_seconds),
    }


__all__ = ["account_of", "desks_of", "how_many_wait", "queue", "reasons"]
