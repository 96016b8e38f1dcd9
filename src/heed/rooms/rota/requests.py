"""What the rota reads from an address: the project, the duty, the day."""

from datetime import date, timedelta

from django.http import Http404

from heed.process.words import Role
from heed.queries.rota.planning import ON_ROTA, planned_projects
from heed.records.models import Account, Project

#: The duty of answering the telephone: the roles that the policy names, together (R41).
TELEPHONE = "telephone"
WEEK = timedelta(days=7)


def planned_project(account: Account, code: str) -> Project:
    """The project of this code, whose rota the account plans. Http404 where there is none."""
    found = planned_projects(account).filter(code__iexact=code).first()
    if found is None:
        raise Http404
    return found


def duty_of(code: str) -> Role:
    """The duty of this code. Http404 where there is none on the rota."""
    if code not in {role.value for role in ON_ROTA}:
        raise Http404
    return Role(code)


def monday_of(on: date) -> date:
    """The Monday of the week of this day."""
    return on - timedelta(days=on.weekday())
