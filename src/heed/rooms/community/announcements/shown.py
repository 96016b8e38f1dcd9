"""The page of one announcement: the version that is looked at, what it corrects, and the steps open to the reader."""

from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heed.process.announcing import CONTENTS
from heed.process.words import AnnouncementState
from heed.queries.access import access_of
from heed.queries.community.announcements import changed_since, rights_to, version_before
from heed.records.models import AnnouncementVersion, ComplaintAnnouncement
from heed.rooms.community.announcements.forms import ASKS, ReasonForm
from heed.rooms.community.requests import CommunityRequest
from heed.ui.requests import number_asked


class ContentLine(NamedTuple):
    """One of the eleven contents as it is read: number, label, text, and what it was before ("": the same)."""

    number: int
    label: str
    text: str
    before: str = ""


def lines_of(version: AnnouncementVersion) -> list[ContentLine]:
    """The eleven contents in the active language of the labels; a corrected one with what it said before."""
    before = version_before(version)
    changed = changed_since(before, version)
    return [
        ContentLine(
            number, _(content.label), version.contents.get(content.code, ""),
            before.contents.get(content.code, "") if before is not None and content.code in changed else "",
        )
        for number, content in enumerate(CONTENTS, 1)
    ]  # fmt: skip


def shown(
    request: CommunityRequest, announcement: ComplaintAnnouncement, status: int = 200, **more: Any
) -> HttpResponse:
    """The page; a form in `more` takes the place of an empty one. Http404 for a version that there is not."""
    versions = list(announcement.versions.all())
    asked = number_asked(request, "version")
    version = next((one for one in versions if asked in (None, one.version)), None)
    if version is None:
        raise Http404
    rights = rights_to(access_of(request.account), versions[0], request.may.writes)
    newest = versions[0]
    context = {
        "announcement": announcement, "version": version, "versions": versions, "lines": lines_of(version),
        "writes": rights.writes, "approves": rights.approves and version is newest, "newest": newest,
        "is_draft": newest.state == AnnouncementState.DRAFT, "waits": newest.state == AnnouncementState.WAITING,
        "is_approved": newest.state == AnnouncementState.APPROVED,
        **{name: ReasonForm(_(asked)) for name, asked in ASKS.items()},
    }  # fmt: skip
    return render(request, "community/announcements/page.html", context | more, status=status)
