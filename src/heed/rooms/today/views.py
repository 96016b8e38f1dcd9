"""What a director, a manager or the centre has to do now (R89, R148)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.process.roles import DEMANDS
from heed.queries.access import access_of, holds
from heed.queries.calls import calls_to_return, page_to_return
from heed.queries.community.bulletins import unread_bulletins
from heed.queries.complaints.burning import Burning, burning_matters, burning_number
from heed.queries.complaints.counts import counted
from heed.queries.complaints.filters import Filters
from heed.queries.complaints.lists import escalated, open_matters, reviews_due, visits_due
from heed.queries.complaints.reviews import reviews_for
from heed.queries.projects import projects_listed
from heed.queries.promises.ledger import OWED, LedgerFilter, ledger
from heed.queries.reception import is_superior
from heed.queries.staff.tasks import approvals_waiting
from heed.records.models import Account
from heed.ui.navigation import counts_of, shown_count
from heed.ui.requests import account_of

#: So many rows of each list are shown; the number opens the whole list.
FEW = 5


@dataclass(frozen=True, slots=True)
class TaskList:
    """One list of what has to be done: its kind, title, number, the address of the whole list, and its first rows."""

    kind: str
    title: str
    count: int
    tone: str
    url: str
    rows: Sequence[Any]

    @property
    def shown(self) -> str:
        return shown_count(self.count) or "0"


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The page: each list with its number, the most urgent first; empty ones only as a number."""
    account = account_of(request)
    _refuse_others(account)
    projects = projects_listed(account)
    lists = _lists(account, [project.pk for project in projects])
    context = {
        "lists": lists,
        "waiting": [one for one in lists if one.count],
        "projects": projects,
        "many_projects": len(projects) > 1,
        "names_whole": access_of(account).reads_names,
        "now": timezone.now(),
        "bulletins": unread_bulletins(account, timezone.now()),
    }
    return render(request, "today/home.html", context)


def _refuse_others(account: Account) -> None:
    if not is_superior(account):
        raise Http404


def _demands(account: Account, projects: Sequence[int]) -> list[TaskList]:
    """The answers that the company centre waits for; for the centre itself, those that it has to judge."""
    judges = holds(account, DEMANDS)
    kind = Burning.ANSWERED if judges else Burning.DEMANDED
    rows = burning_matters(account, projects, kind, timezone.now(), size=FEW)
    many = burning_number(account, projects, kind, timezone.now())
    title = _("Answers to judge") if judges else _("Demands of the centre")
    return [TaskList("matter", title, many, "warn", f"{reverse('centre:now')}?what={kind.value}", rows.rows)]


def _lists(account: Account, projects: Sequence[int]) -> list[TaskList]:
    counts, oversight = counts_of(account), reverse("oversight:list")
    many = counted({"escalated": escalated(account), "reviews": reviews_for(account)})
    owed = ledger(account, LedgerFilter(state=OWED), size=FEW)
    return [
        TaskList(
            "approval", _("Approvals waiting for you"), counts.approvals, "warn", f"{oversight}?view=approvals",
            approvals_waiting(account, size=FEW).rows if counts.approvals else (),
        ),
        TaskList(
            "promise", _("Broken promises without an apology"), counts.owed, "hot",
            f"{reverse('promises:ledger')}?state={OWED}", owed.rows,
        ),
        TaskList(
            "matter", _("Escalated, not acknowledged"), many["escalated"], "hot", f"{oversight}?view=escalated",
            open_matters(account, Filters(escalated=True), size=FEW).rows,
        ),
        *_demands(account, projects),
        TaskList(
            "matter", _("Second looks to take"), many["reviews"], "warn", f"{reverse('care:home')}?tab=reviews",
            reviews_due(account, size=FEW).rows if many["reviews"] else (),
        ),
        TaskList(
            "matter", _("Overdue"), counts.overdue, "hot", f"{oversight}?view=late",
            open_matters(account, Filters(due="late"), size=FEW).rows,
        ),
        TaskList(
            "visit", _("Return visits due"), counts.visits, "", reverse("care:home"),
            visits_due(account, size=FEW).rows,
        ),
        TaskList(
            "call", _("Calls to return"), counts.calls, "warn", reverse("desk:missed"),
            page_to_return(calls_to_return(account), size=FEW).rows if counts.calls else (),
        ),
    ]  # fmt: skip
