"""Return visits to make, the silent week, what was closed lately (R88 to R100)."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.residents.reveal import reveal_contact
from heed.coach import phrases
from heed.coach.from_record import known_facts
from heed.process.moves import MOVES
from heed.process.roles import LOOKS_ON
from heed.process.visiting import is_visited_by_other
from heed.process.words import N_, Channel, Stage
from heed.process.workflow import is_offered, is_open_to, obstacles
from heed.queries.access import access_of, holds, holds_only, may_reveal
from heed.queries.actor import staff
from heed.queries.complaints.case import case_of
from heed.queries.complaints.lists import (
    calls_due,
    closed_lately,
    reviews_due,
    silent_week,
    summaries_due,
    visits_due,
)
from heed.queries.complaints.rows import ComplaintRow
from heed.queries.complaints.visits import agreed_visits_of, attempts_of, is_called_after_closing, work_of
from heed.queries.paging import Page
from heed.records.models import Complaint
from heed.ui.ask_again import ask_again_for_many_reveals
from heed.ui.navigation import counts_of
from heed.ui.paging import pager
from heed.ui.requests import account_of, complaint_asked, page_asked

#: Each tab: its name in the address, its label, its list, and what an empty one says.
TABS: tuple[tuple[str, str, Callable[..., Page[ComplaintRow]], str], ...] = (
    ("visits", N_("To visit"), visits_due, N_("No owner is waiting for a return visit. Completed work appears here.")),
    ("silent", N_("Observation period"), silent_week, N_("No owner has declined a visit within the last seven days.")),
    ("calls", N_("Calls after closing"), calls_due, N_("No friendly call and no director's check is due.")),
    ("reviews", N_("Second looks"), reviews_due, N_("No owner waits for a second look that you may take.")),
    ("summaries", N_("Summaries due"), summaries_due, N_("Every effective complaint has its summary.")),
    ("closed", N_("Recently closed"), closed_lately, N_("Nothing has been closed yet.")),
)
#: What is recorded of a call: the return visit, and after closing the friendly call or the director's check.
CALLS = (MOVES["visit"], MOVES["friendly_call"], MOVES["check"])
ASK_IN_WRITING = MOVES["send_questionnaire"]
#: Stages with a return visit; at any other, without a call that is due, the complaint's own page is shown.
VISITED_AT = (Stage.HANDLED.value, Stage.WATCHING.value)
#: The count shown at a tab.
COUNTED = {"visits": "visits", "silent": "watching"}


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """One tab of the room, a page of it by key."""
    account = account_of(request)
    chosen = next((tab for tab in TABS if tab[0] == request.GET.get("tab")), TABS[0])
    name, _label, queue, empty = chosen
    page = queue(account, page_asked(request))
    counts = counts_of(account)
    context = {
        "tabs": [(code, label, counts.shown(COUNTED[code]) if code in COUNTED else "") for code, label, *_rest in TABS],
        "tab": name,
        "empty": empty,
        "now": timezone.now(),
        "attempts": attempts_of(page.rows) if name == "visits" else {},
        "agreed": agreed_visits_of(page.rows) if name == "visits" else {},
        "me": account.pk,
        "may_arrange": name == "visits" and holds(account, MOVES["arrange_visit"].roles),
        "may_check": name == "calls" and holds(account, MOVES["check"].roles),
        "names_whole": access_of(account).reads_names,
    }
    return render(request, "care/home.html", context | pager(request, page))


@login_required
def call(request: HttpRequest, number: str) -> HttpResponse:
    """One return visit or call after closing: whom to call, what was done, words to begin with (R89, R98, C3)."""
    found = complaint_asked(request, number)
    looks_on = holds_only(account_of(request), LOOKS_ON)
    if looks_on or (found.stage not in VISITED_AT and not is_called_after_closing(found)):
        return redirect("complaint:page", number=found.number)
    return render(request, "care/call.html", _call_context(request, found))


@login_required
@require_POST
@ask_again_for_many_reveals
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """The owner's contact in full, to dial, which is recorded."""
    found = complaint_asked(request, number)
    try:
        contact = reveal_contact(found, by=account_of(request))
    except Refused:
        raise Http404 from None
    if getattr(request, "htmx", None):
        return render(request, "ui/parts/contact.html", {"contact": contact})
    return render(request, "care/call.html", _call_context(request, found) | {"contact": contact})


def _call_context(request: HttpRequest, complaint: Complaint) -> dict[str, object]:
    """What the caller should know, and whether this account may make the call (C3)."""
    account = account_of(request)
    case, actor = case_of(complaint, staff(account), timezone.now())
    move = next((move for move in CALLS if is_open_to(move, case, actor) and is_offered(move, case)), None)
    barred = next((no for guard in (move or CALLS[0]).actor_guards if (no := guard(case, actor))), None)
    by_other, work, closed = is_visited_by_other(case), work_of(complaint), case.stage is Stage.CLOSED
    facts = known_facts(  # by telephone, unless staff go there
        complaint, account, channel=Channel.PHONE, closed=closed, cannot_be_solved=work.cannot_be_solved
    )
    return {
        "complaint": complaint,
        "work": work,
        "record": move if barred is None else None,
        "case": case,
        "list": f"{reverse('care:home')}?tab={'calls' if closed else 'visits'}",
        "by_other": by_other,
        "may_arrange": is_open_to(MOVES["arrange_visit"], case, actor),
        "may_send": is_open_to(ASK_IN_WRITING, case, actor) and not obstacles(ASK_IN_WRITING, case, actor),
        "agreed": agreed_visits_of([complaint]).get(complaint.pk),
        "now": case.now,
        "usual_visitor": complaint.visitor_id or ("" if by_other else complaint.handler_id),
        "barred": barred,
        "may_reveal": may_reveal(account, complaint),
        "names_whole": access_of(account).reads_names,
        "say": (phrases.asking_after(facts), phrases.asking_marks(facts), phrases.thanks(facts)),
        "not_yet": phrases.beginning_again(facts),
    }
