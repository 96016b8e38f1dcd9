"""The requests of the community room: the signed-in account, and the projects whose pages it reads or writes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from heed.process.roles import PUBLISHES, SEES_ALL
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Project
from heed.rooms.community.sections import SECTIONS, Section
from heed.ui.requests import account_of

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class CommunityAccess:
    """The projects whose community pages an account reads, and those where it publishes (R119); None: every one."""

    reads: Projects
    writes: Projects

    @property
    def publishes(self) -> bool:
        """Whether the account publishes anywhere."""
        return self.writes is None or bool(self.writes)

    def projects_read(self) -> QuerySet[Project]:
        """The managed projects whose pages the account reads, by code."""
        return of_projects(Project.objects.filter(is_active=True), self.reads, "pk").order_by("code")

    def projects_written(self) -> QuerySet[Project]:
        """The managed projects where the account publishes, by code."""
        return of_projects(Project.objects.filter(is_active=True), self.writes, "pk").order_by("code")


class CommunityRequest(HttpRequest):
    """A request of an account that may enter the room: `account`, what it `may` read and write, the tabs."""

    account: Account
    may: CommunityAccess
    sections: tuple[Section, ...]


def access_in(account: Account) -> CommunityAccess:
    """Return what the account may read and write in the room."""
    access = access_of(account)
    return CommunityAccess(reads=access.projects(SEES_ALL), writes=access.projects(PUBLISHES))


def community_page(view: Callable[Concatenate[CommunityRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the view only to a signed-in account that reads a project's pages. Http404 for any other account."""

    @login_required
    @wraps(view)
    def page(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.account = account_of(request)
        request.may = access_in(request.account)
        if request.may.reads is not None and not request.may.reads:
            raise Http404
        request.sections = SECTIONS
        return view(request, *args, **kwargs)

    return page


def require(allowed: bool) -> None:
    """Raise Http404 where the duties of the account do not allow it."""
    if not allowed:
        raise Http404
