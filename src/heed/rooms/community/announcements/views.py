"""Complaint announcements for the staff: listed, begun, written, approved, corrected, withdrawn, printed (R119)."""

import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.actions.community import announcements
from heed.actions.engine.errors import Refused
from heed.insight.numbers import whole_number
from heed.process.words import AnnouncementState
from heed.queries.access import access_of
from heed.queries.community.announcements import (
    MOST_OFFERED,
    announcements_of,
    offered,
    rights_to,
    told_of,
    waiting_for,
)
from heed.queries.paging import newest_first
from heed.records.models import AnnouncementVersion, ComplaintAnnouncement, Project
from heed.rooms.community.announcements.drafting import first_draft, masked
from heed.rooms.community.announcements.forms import AnnouncementForm, PeriodForm
from heed.rooms.community.announcements.shown import shown
from heed.rooms.community.requests import CommunityRequest, community_page, require
from heed.ui.paging import pager
from heed.ui.refusals import add_refusals
from heed.ui.requests import page_asked
from heed.ui.sent_twice import sent_key


@community_page
@require_safe
def listed(request: CommunityRequest) -> HttpResponse:
    """The announcements of the estates that the account reads, the newest first; above them what it may approve."""
    page = newest_first(announcements_of(request.may.reads), page_asked(request))
    access = access_of(request.account)
    waiting = [one for one in waiting_for(request.account, access) if request.account.pk not in one.writers]
    context = {"rows": [(one, one.versions.all()[0]) for one in page], "waiting": waiting}
    return render(request, "community/announcements/listed.html", pager(request, page) | context)


@community_page
def begin(request: CommunityRequest) -> HttpResponse:
    """Choose the estate and the period, then the complaints to tell of; none is chosen beforehand (C15)."""
    require(request.may.publishes)
    projects, given = request.may.projects_written(), request.POST or request.GET
    form = PeriodForm(projects, given if "begins_on" in given else None)
    context = {"form": form, "key": secrets.token_urlsafe(16)}
    if not form.is_bound:
        return render(request, "community/announcements/begin.html", context)
    if not form.is_valid():
        return render(request, "community/announcements/begin.html", context, status=422)
    project, access = form.cleaned_data["project"], access_of(request.account)
    rows = list(offered(access, project, *_instants(form, project)))
    context |= {"project": project, "rows": rows, "most": MOST_OFFERED}
    if request.method != "POST":
        return render(request, "community/announcements/begin.html", context)
    chosen = {key for one in request.POST.getlist("complaint") if (key := whole_number(one))}
    told = told_of(access, project, chosen & {row.pk for row in rows})
    if not told:
        context |= {"problem": _("Choose at least one complaint.")}
        return render(request, "community/announcements/begin.html", context, status=422)
    begins_on, ends_on = form.cleaned_data["begins_on"], form.cleaned_data["ends_on"]
    version = announcements.draft(
        project, begins_on, ends_on, first_draft(project, begins_on, ends_on, told), by=request.account,
        client_key=sent_key(request.POST.get("key", ""), sorted(one.pk for one in told), [str(begins_on)]),
    )  # fmt: skip
    messages.success(request, _("Drafted. Names, telephones and homes are masked; read every line before you send it."))
    return redirect("community:announcement_edit", key=version.announcement_id)


def _instants(form: PeriodForm, project: Project) -> tuple[datetime, datetime]:
    zone = ZoneInfo(project.timezone)
    first, last = form.cleaned_data["begins_on"], form.cleaned_data["ends_on"] + timedelta(days=1)
    return datetime.combine(first, time(), zone), datetime.combine(last, time(), zone)


@community_page
@require_safe
def page(request: CommunityRequest, key: int) -> HttpResponse:
    """One announcement as everybody reads it, where it stands, its versions, and what can be done with it now."""
    return shown(request, announcement_asked(request, key))


@community_page
def edit(request: CommunityRequest, key: int) -> HttpResponse:
    """Write the draft, save it, have personal data masked, send it to be approved."""
    announcement = announcement_asked(request, key)
    version = announcement.versions.all()[0]
    require(rights_to(access_of(request.account), version, request.may.writes).writes)
    if request.method != "POST":
        if version.state != AnnouncementState.DRAFT:
            return redirect("community:announcement", key=key)
        return _form(request, version, AnnouncementForm(version))
    form = AnnouncementForm(version, request.POST)
    if not form.is_valid():
        return _form(request, version, form, 422)
    return _kept(request, version, form)


def _kept(request: CommunityRequest, version: AnnouncementVersion, form: AnnouncementForm) -> HttpResponse:
    """Save what was typed, masked where that was asked for, or save and send it."""
    written, seen = form.written(), whole_number(request.POST.get("seen")) or 0
    if "mask" in request.POST:
        written = masked(written, version.announcement.project)
    sends = "send" in request.POST
    keep = announcements.send if sends else announcements.write
    try:
        keep(version, written, by=request.account, seen=seen)
    except Refused as refused:
        add_refusals(form, refused)
        return _form(request, version, form, 409 if form.non_field_errors() else 422)
    said = _("Sent. It is shown once another person has approved it.") if sends else _("Saved.")
    messages.success(request, said)
    page = "community:announcement" if sends else "community:announcement_edit"
    return redirect(page, key=version.announcement_id)


def _form(
    request: CommunityRequest, version: AnnouncementVersion, form: AnnouncementForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "version": version, "announcement": version.announcement}
    return render(request, "community/announcements/edit.html", context, status=status)


def announcement_asked(request: CommunityRequest, key: int) -> ComplaintAnnouncement:
    """The announcement of this key, of an estate that the account reads. Http404 where there is none."""
    found: ComplaintAnnouncement = get_object_or_404(announcements_of(request.may.reads), pk=key)
    return found
