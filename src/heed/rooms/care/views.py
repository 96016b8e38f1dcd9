"""Return visits to make, the silent week, what was closed lately (R88 to R100)."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from heed.process.words import N_
from heed.queries.paging import Page
from heed.queries.queues import closed_lately, silent_week, visits_due
from heed.queries.reach import reach_of
from heed.queries.rows import Row
from heed.queries.visiting import attempts_of
from heed.records.models import Account

#: Each tab: its name in the address, its label, its list, and what an empty one says.
TABS: tuple[tuple[str, str, Callable[..., Page[Row]], str], ...] = (
    ("visits", N_("To visit"), visits_due, N_("Nobody waits for a return visit. Work that is done appears here.")),
    ("silent", N_("Silent week"), silent_week, N_("No owner has declined a visit within the last seven days.")),
    ("closed", N_("Closed lately"), closed_lately, N_("Nothing has been closed yet.")),
)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """One tab of the room, a page of it by key."""
    assert isinstance(request.user, Account)
    chosen = next((tab for tab in TABS if tab[0] == request.GET.get("tab")), TABS[0])
    name, _label, queue, empty = chosen
    page = queue(request.user, request.GET.get("after", ""))
    told = {
        "tabs": TABS,
        "tab": name,
        "page": page,
        "empty": empty,
        "now": timezone.now(),
        "attempts": attempts_of(page.rows) if name == "visits" else {},
        "older": f"?tab={name}&after={page.after}" if page.after else "",
        "newer": f"?tab={name}" if request.GET.get("after") else "",
        "me": request.user.pk,
        "names_whole": reach_of(request.user).reads_names,
    }
    return render(request, "care/home.html", told)
