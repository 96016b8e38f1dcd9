"""The steps of an announcement: approve, send back, take back, correct, withdraw; and its paper (R119)."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.actions.community import announcements
from heed.actions.engine.errors import Refused
from heed.insight.numbers import whole_number
from heed.process.words import N_
from heed.records.models import Account, ComplaintAnnouncement
from heed.rooms.community.announcements.forms import ASKS, ReasonForm
from heed.rooms.community.announcements.paper import announcement_paper
from heed.rooms.community.announcements.shown import shown
from heed.rooms.community.announcements.views import announcement_asked
from heed.rooms.community.requests import CommunityRequest, community_page
from heed.ui.paper.paper import draw, taken_by
from heed.ui.refusals import add_refusals, sentences
from heed.ui.requests import number_asked

Make = Callable[[ComplaintAnnouncement, Account, int, str], object]


class Step(NamedTuple):
    """What a button does, what is said afterwards, and the form of its words, a key of `ASKS` ("": none)."""

    make: Make
    done: str
    form: str = ""


_STEPS = {
    "approve": Step(
        lambda one, by, seen, _words: announcements.approve(one.versions.all()[0], by=by, seen=seen),
        N_("Approved. Everybody reads it from the day that is set."),
    ),
    "send_back": Step(
        lambda one, by, seen, words: announcements.send_back(one.versions.all()[0], words, by=by, seen=seen),
        N_("Sent back. The person who wrote it was notified."), "back",
    ),
    "take_back": Step(
        lambda one, by, seen, _words: announcements.take_back(one.versions.all()[0], by=by, seen=seen),
        N_("Taken back: you can write on."),
    ),
    "correct": Step(
        lambda one, by, _seen, _words: announcements.correct(one, by=by),
        N_("Correct what is wrong. What stands is shown until the new version is approved."),
    ),
    "withdraw": Step(
        lambda one, by, _seen, words: announcements.withdraw(one, words, by=by),
        N_("Withdrawn. It stays on record here."), "away",
    ),
}  # fmt: skip


@community_page
@require_POST
def step(request: CommunityRequest, key: int, name: str) -> HttpResponse:
    """Make one step, or show the page again with why it is not possible."""
    announcement = announcement_asked(request, key)
    if name not in _STEPS:
        raise Http404
    asked = _STEPS[name]
    form = ReasonForm(_(ASKS[asked.form]) if asked.form else "", request.POST)
    if not form.is_valid():
        return _again(request, announcement, asked, form, 422)
    try:
        asked.make(
            announcement, request.account, whole_number(request.POST.get("seen")) or 0, form.cleaned_data["words"]
        )
    except Refused as refused:
        add_refusals(form, refused)
        status = 422 if form.errors.get("words") else 409
        return _again(request, announcement, asked, form, status, sentences(refused))
    messages.success(request, _(asked.done))
    return redirect(
        "community:announcement_edit" if name in ("correct", "take_back") else "community:announcement", key=key
    )


def _again(
    request: CommunityRequest, announcement: ComplaintAnnouncement, asked: Step, form: ReasonForm, status: int,
    problems: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    given = {asked.form: form} if asked.form else {}
    return shown(request, announcement, status, problems=[] if form.errors.get("words") else problems or [], **given)


@community_page
@require_safe
def paper(request: CommunityRequest, key: int) -> HttpResponse:
    """The announcement on A4, to be hung up; an approved version only, as nothing else may hang."""
    announcement = announcement_asked(request, key)
    asked = number_asked(request, "version")
    approved = [one for one in announcement.versions.all() if one.answered_at and one.state == "approved"]
    version = next((one for one in approved if asked in (None, one.version)), None)
    if version is None or announcement.withdrawn_at is not None:
        raise Http404
    content = draw(announcement_paper(version, taken_by(request.account.name)))
    headers = {"Content-Disposition": f'inline; filename="announcement-{key}-{version.version}.pdf"'}
    headers |= {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
