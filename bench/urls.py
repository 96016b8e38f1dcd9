"""Heed's addresses and, for comparison, a Django view that only inserts a complaint's row."""

import secrets
from itertools import count

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.db.models.functions import Abs
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from heed.config.urls import urlpatterns as heed_patterns
from heed.queries.complaints.rows import only_open
from heed.records.models import Account, Complaint, PolicyVersion, Project
from heed.records.owner_keys import new_link

_serials = count(secrets.randbelow(10**8))
_run = secrets.token_hex(4)


def bare(request: HttpRequest) -> HttpResponse:
    """Insert the row that the owners' form makes, without validation and without a further query."""
    now, fields = timezone.now(), request.POST
    serial = next(_serials)
    Complaint.objects.create(
        project_id=_project(), number=f"{_run}-{serial}", received_on=now.date(), serial=1_000_000 + serial,
        **new_link(), client_key=fields["client_key"], stage="received", policy_id=_policy(),
        next_due_at=now, case_owner_id=_owner(), channel="web", name=fields["name"], contact=fields["contact"],
        unit=fields["unit"], title=fields["content"][:40], content=fields["content"], where=fields["where"],
        happened=fields["happened"], wants=fields["wants"], received_at=now, staged_at=now, moved_at=now, spoken_at=now,
    )  # fmt: skip
    return HttpResponse(status=302, headers={"Location": "/"})


_known: dict[str, int] = {}


def _id(name: str, model: type[Account] | type[PolicyVersion] | type[Project]) -> int:
    if name not in _known:
        _known[name] = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    return _known[name]


def _project() -> int:
    return _id("project", Project)


def _policy() -> int:
    return _id("policy", PolicyVersion)


def _owner() -> int:
    return _id("owner", Account)


def hello(request: HttpRequest) -> HttpResponse:
    """The unit in which pages are counted."""
    return HttpResponse("hello")


@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    """The frame of every page with nothing in it."""
    return render(request, "ui/app.html", {})


def twenty_entries(request: HttpRequest) -> HttpResponse:
    """The number of the complaint whose timeline is nearest to twenty entries."""
    nearest = Complaint.objects.annotate(far=Abs(Count("entries") - 20)).order_by("far", "-pk")
    return HttpResponse(nearest.values_list("number", flat=True)[0])


def newest_open(request: HttpRequest) -> HttpResponse:
    """The number of the newest open complaint."""
    return HttpResponse(only_open(Complaint.objects.order_by("-pk")).values_list("number", flat=True)[0])


urlpatterns = [
    path("bare/", bare),
    path("bare/hello/", hello),
    path("bare/signed-in/", signed_in),
    path("bare/twenty-entries/", twenty_entries),
    path("bare/open/", newest_open),
    *heed_patterns,
]
