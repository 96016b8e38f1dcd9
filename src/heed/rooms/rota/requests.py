"""Who asks, at which project, for which duty, and of which day."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest

from heed.process.words import Role
from heed.queries.access import keep_duties
from heed.queries.rota.planning import ON_ROTA, planned_projects
from heed.records.models import Account, Project

#: The duty of answering the telephone: the roles that the policy names, together (R41).
TELEPHONE = "telephone"
WEEK = timedelta(days=7)


def account_of(request: HttpRequest) -> Account:
    """Who asks; their duties are read once."""
    assert isinstance(request.user, Account)
    keep_duties(request.user)
    return request.user


def planned(account: Account, code: str) -> Project:
    """The project of this code whose rota the account plans, or 404."""
    found = planned_projects(account).filter(code__iexact=code).first()
    if found is None:
        raise Http404
    return found


def duty_of(code: str) -> Role:
    """The duty of this code, or 404."""
    if code not in {role.value for role in ON_ROTA}:
        raise Http404
    return Role(code)


def monday_of(on: date) -> date:
    """The first day of its week."""
    return on - timedelta(days=on.weekday())


def day_in(text: str) -> date | None:
    """A day of an address; None where it is none, or lies where no calendar reaches."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return on if 2000 <= on.year < 2200 else None
