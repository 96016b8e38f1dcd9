"""Bulletins for the staff: listed, written, taken down, read, and how far each reached (R114)."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from heed.actions.community import bulletins
from heed.actions.engine.errors import Refused
from heed.queries.access import access_of
from heed.queries.community.bulletins import (
    bulletins_of,
    correction_of,
    is_meant,
    reach_of,
    reads_of,
    staff_meant,
    text_of,
)
from heed.queries.paging import newest_first
from heed.records.models import Bulletin, Project
from heed.rooms.community.bulletins.forms import BulletinForm
from heed.rooms.community.requests import CommunityRequest, community_page, require
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import account_of, number_asked, page_asked
from heed.ui.sent_twice import sent_key

ALL = "-"
"""The code by which the form means all projects."""


@community_page
@require_safe
def listed(request: CommunityRequest) -> HttpResponse:
    """The bulletins of the estates that the account reads, the newest first, each with how far it reached."""
    page = newest_first(bulletins_of(request.may.reads), page_asked(request))
    reads, now = reads_of(page.rows), timezone.now()
    rows = [
        {
            "bulletin": one, "text": text_of(one, get_language() or "en"), "reads": reads.get(one.pk, 0),
            "state": state_of(one, now),
        }
        for one in page
    ]  # fmt: skip
    return render(request, "community/bulletins/listed.html", pager(request, page) | {"rows": rows})


def state_of(bulletin: Bulletin, now: Any) -> str:
    """Whether it is still to come, shown, over, or was taken down."""
    if bulletin.ended_at is not None:
        return "down"
    if bulletin.shown_from_at > now:
        return "coming"
    return "shown" if bulletin.shown_until_at > now else "over"


@community_page
def write(request: CommunityRequest) -> HttpResponse:
    """Choose the estate where there are several, then write; `?like=` begins with the text of an older one."""
    require(request.may.publishes)
    projects = list(request.may.projects_written())
    code = (request.POST or request.GET).get("project", projects[0].code if len(projects) == 1 else "")
    context: dict[str, Any] = {"projects": projects, "may_all": request.may.writes is None, "code": code}
    if not code:
        return render(request, "community/bulletins/choose.html", context)
    project = _project(request, projects, code)
    like = _like(request)
    form = BulletinForm(project, like, request.POST if request.method == "POST" else None)
    context |= {"project": project, "form": form, "key": request.POST.get("key") or secrets.token_urlsafe(16)}
    if not form.is_bound:
        return render(request, "community/bulletins/write.html", context)
    if not form.is_valid():
        return render(request, "community/bulletins/write.html", context, status=422)
    facts = form.facts()
    try:
        made = bulletins.write(
            project, by=request.account, client_key=sent_key(str(context["key"]), [repr(facts)], []), **facts
        )
    except Refused as refused:
        add_refusals(form, refused)
        return render(request, "community/bulletins/write.html", context, status=422)
    messages.success(request, _("Written. It is shown at the time that you chose."))
    return redirect("community:bulletin", key=made.pk)


@community_page
def edit(request: CommunityRequest, key: int) -> HttpResponse:
    """Change one that is still to come; of one that is shown, write the version that replaces it."""
    bulletin = _own(request, key)
    state = state_of(bulletin, timezone.now())
    if state not in ("coming", "shown"):
        raise Http404
    times = {"shown_until_at": timezone.localtime(bulletin.shown_until_at)}
    if state == "coming":
        times["shown_from_at"] = timezone.localtime(bulletin.shown_from_at)
    form = BulletinForm(bulletin.project, bulletin, request.POST if request.method == "POST" else None, times=times)
    key_sent = request.POST.get("key") or secrets.token_urlsafe(16)
    context = {"project": bulletin.project, "form": form, "key": key_sent, "edited": bulletin, "state": state}
    if form.is_bound and form.is_valid():
        facts = form.facts()
        try:
            if state == "coming":
                made = bulletins.change(bulletin, by=request.account, **facts)
            else:
                once = sent_key(key_sent, [repr(facts)], [])
                made = bulletins.correct(bulletin, by=request.account, client_key=once, **facts)
        except Refused as refused:
            add_refusals(form, refused)
        else:
            messages.success(request, _("Written. It is shown at the time that you chose."))
            return redirect("community:bulletin", key=made.pk)
    return render(request, "community/bulletins/write.html", context, status=422 if form.is_bound else 200)


def _own(request: CommunityRequest, key: int) -> Bulletin:
    bulletin = get_object_or_404(bulletins_of(request.may.reads), pk=key)
    require(request.may.writes is None or bulletin.project_id in request.may.writes)
    return bulletin


def _project(request: CommunityRequest, projects: list[Project], code: str) -> Project | None:
    if code == ALL and request.may.writes is None:
        return None
    found = next((one for one in projects if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _like(request: CommunityRequest) -> Bulletin | None:
    key = number_asked(request, "like")
    return get_object_or_404(bulletins_of(request.may.reads), pk=key) if key is not None else None


@community_page
@require_safe
def page(request: CommunityRequest, key: int) -> HttpResponse:
    """One bulletin in each of its languages, and how far it reached, with what the numbers are and are not."""
    bulletin = get_object_or_404(bulletins_of(request.may.reads), pk=key)
    reads = dict(bulletin.reads.values_list("account", "read_at"))
    meant = staff_meant(bulletin)
    context = {
        "bulletin": bulletin, "text": text_of(bulletin, get_language() or "en"), "reach": reach_of(bulletin),
        "state": state_of(bulletin, timezone.now()), "texts": _texts(bulletin),
        "read": [(one, reads[one.pk]) for one in meant if one.pk in reads],
        "unread": [one for one in meant if one.pk not in reads],
        "writes": request.may.writes is None or bulletin.project_id in request.may.writes,
    }  # fmt: skip
    return render(request, "community/bulletins/page.html", context)


def _texts(bulletin: Bulletin) -> list[tuple[str, dict[str, str]]]:
    return [(field.replace("_", "-"), text) for field, text in bulletin.texts.items()]


@community_page
@require_POST
def take_down(request: CommunityRequest, key: int) -> HttpResponse:
    """Show it no longer."""
    bulletin = _own(request, key)
    bulletins.take_down(bulletin, by=request.account)
    messages.success(request, _("Taken down. It stays on record here."))
    return redirect("community:bulletin", key=key)


@login_required
@require_safe
@never_cache
def read(request: HttpRequest, key: int) -> HttpResponse:
    """A bulletin that is meant for the reader's role; opening it is on record. Http404 for everybody else."""
    account = account_of(request)
    bulletin = get_object_or_404(Bulletin.objects.select_related("project", "place", "written_by"), pk=key)
    if not is_meant(access_of(account), bulletin) or state_of(bulletin, timezone.now()) == "coming":
        raise Http404
    if bulletin.ended_at is not None and (newer := correction_of(key)) is not None:
        return redirect("community:bulletin_read", key=newer.pk)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        bulletins.record_read(bulletin, account)
    context = {"bulletin": bulletin, "text": text_of(bulletin, get_language() or "en")}
    return render(request, "community/bulletins/read.html", context)
