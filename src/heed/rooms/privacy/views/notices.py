"""The privacy notice of an estate: read as owners will, and published with the person whom they can ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.privacy.notices import publish_notice
from heed.queries.policies import current_policy
from heed.queries.privacy.notices import newest_notice
from heed.rooms.privacy.forms import NoticeForm
from heed.rooms.privacy.requests import PrivacyRequest, answering_page
from heed.ui.privacy_notice import notice_document
from heed.ui.refusals import add_refusals


@answering_page
def show(request: PrivacyRequest, code: str) -> HttpResponse:
    """The versions of the notice, and the next one."""
    project = get_object_or_404(request.duty.projects(), code__iexact=code)
    last = newest_notice(project)
    document = notice_document(current_policy().retention)
    form = NoticeForm(last, request.POST if request.method == "POST" else None, project)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            made = publish_notice(project, by=request.account, document=document, **form.cleaned_data)
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            said = _("Version %(number)s is published. Owners read it at once.")
            messages.success(request, said % {"number": made.number})
            return redirect("privacy:notice", code=project.code)
    context = {
        "project": project, "last": last, "form": form, "rows": document[get_language() or "en"],
        "versions": project.privacy_notices.select_related("made_by").order_by("-number")[:20],
        "is_new": last is None or last.document != document,
    }  # fmt: skip
    return render(request, "privacy/notice.html", context, status=status)
