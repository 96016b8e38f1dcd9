"""The notices of the signed-in account, newest first; each is read when it is opened, or all at once (R48, R70)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from heed.actions.notices.read import read, read_all
from heed.actions.warnings.raising import RAISED
from heed.insight.numbers import whole_number
from heed.notices.leading import path_without_complaint
from heed.notices.wording import due_at, headline
from heed.process.moves import MOVES
from heed.process.words import ClockEventKind
from heed.queries.community.bulletins import unread_bulletins
from heed.queries.notices.inbox import inbox, notices_of, opened_by
from heed.records.models import Notice
from heed.ui.navigation import counts_of
from heed.ui.paging import pager
from heed.ui.requests import account_of, page_asked

_TONES = {
    ClockEventKind.WARNED.value: ("warn", "clock-alert"),
    ClockEventKind.BREACHED.value: ("hot", "alarm-clock-off"),
    ClockEventKind.ESCALATED.value: ("hot", "chevrons-up"),
    "summons": ("hot", "bell-ring"),
    "asked_over": ("warn", "phone-forwarded"),
    "many_reveals": ("hot", "shield-alert"),
    RAISED: ("warn", "siren"),
    "month_due": ("warn", "calendar-clock"),
    "month_late": ("hot", "calendar-x"),
    "month_sent_back": ("warn", "undo-2"),
}


@login_required
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """A page of the account's notices; with `?unread` only the unread ones."""
    account = account_of(request)
    only_unread, after = "unread" in request.GET, page_asked(request)
    page = inbox(account, after, only_unread=only_unread)
    seen = opened_by(account, page)
    context = {
        "rows": [_row(notice, seen) for notice in page],
        "only_unread": only_unread,
        "unread": counts_of(account).unread,
        "until": page.rows[0].pk if page.rows and not after else 0,
        "bulletins": unread_bulletins(account, timezone.now()),
    }
    return render(request, "inbox/home.html", context | pager(request, page))


@login_required
@require_safe
@never_cache
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """Mark the notice as read and go to its complaint. A browser that only prefetches marks nothing."""
    account = account_of(request)
    notice = get_object_or_404(notices_of(account).select_related("complaint"), pk=key)
    if "prefetch" not in request.headers.get("Sec-Purpose", "") and request.method == "GET":
        read(account, notice.pk)
    if notice.complaint is not None and notice.complaint_id in opened_by(account, [notice]):
        return redirect("complaint:page", number=notice.complaint.number)
    return redirect(path_without_complaint(notice))


@login_required
@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    """Mark as read all that was on the page and older; what came later stays unread."""
    if (until := whole_number(request.POST.get("until"))) is not None:
        read_all(account_of(request), until)
    return redirect(reverse("inbox:home"))


def _row(notice: Notice, seen: frozenset[int]) -> dict[str, object]:
    move = MOVES.get(notice.about)
    about = ClockEventKind.ESCALATED if move is not None and move.escalates else notice.about
    tone, icon = _TONES.get(about, ("", "message-square-text"))
    complaint = notice.complaint
    return {
        "id": notice.pk,
        "at": notice.made_at,
        "text": headline(notice),
        "project": complaint.project.name if complaint else notice.facts.get("project", ""),
        "due_at": due_at(notice),
        "unread": notice.read_at is None,
        "opens": complaint is None or notice.complaint_id in seen,
        "tone": tone,
        "icon": icon,
    }
