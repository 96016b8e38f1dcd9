"""Every open matter of the projects one answers for, by what is due next (R68, R89, R149)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from heed.process.words import N_
from heed.queries.queues import open_matters
from heed.queries.reach import reach_of
from heed.queries.search import search_complaints
from heed.records.models import Account
from heed.rooms.oversight.forms import FilterForm

TABS = (("due", N_("Due next")), ("late", N_("Late")), ("mine", N_("My cases")))


@login_required
def matters(request: HttpRequest) -> HttpResponse:
    """A page of the list, narrowed by the address."""
    account = _account(request)
    view = request.GET.get("view", "due")
    view = view if view in dict(TABS) else "due"
    form = FilterForm(account, request.GET)
    now = timezone.now()
    page = open_matters(account, form.filters(view), request.GET.get("after", ""), now=now)
    kept = request.GET.copy()
    kept.pop("after", None)
    told = {
        "form": form,
        "tabs": TABS,
        "view": view,
        "page": page,
        "now": now,
        "many_projects": form.many_projects,
        "names_whole": reach_of(account).reads_names,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "newer": f"?{kept.urlencode()}" if request.GET.get("after") else "",
        "older": f"?{_with(kept, after=page.after)}" if page.after else "",
    }
    return render(request, "oversight/list.html", told)


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """What the palette finds: complaints, open and closed, that the account may see."""
    found = search_complaints(_account(request), request.GET.get("q", ""), size=8)
    rows = [
        {
            "text": hit.row.title,
            "sub": f"{hit.row.number} · {hit.row.place}",
            "url": reverse("complaint:page", args=[hit.row.number]),
        }
        for hit in found
    ]
    return JsonResponse(rows, safe=False)


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _with(kept: object, **more: str) -> str:
    changed = kept.copy()  # type: ignore[attr-defined]
    changed.update(more)
    return str(changed.urlencode())
