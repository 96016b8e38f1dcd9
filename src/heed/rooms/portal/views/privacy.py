"""The privacy notice of an estate: which data, what for, who sees it, how long, and whom to ask."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from heed.insight.numbers import whole_number
from heed.queries.policies import current_policy
from heed.queries.privacy.notices import newest_notice, notice_numbered
from heed.records.models import Project
from heed.rooms.portal.pages import show
from heed.ui.owners_pages import lost, project_page
from heed.ui.privacy_notice import notice_document


@project_page
def privacy(request: HttpRequest, project: Project) -> HttpResponseBase:
    """`/p/<slug>/privacy/`: the version in force, or the one of `?version=`.

    Before one is published: what the table says, and the hotline.
    """
    wanted = request.GET.get("version")
    number = whole_number(wanted)
    if wanted and number is None:
        return lost(request)
    notice = newest_notice(project) if number is None else notice_numbered(project, number)
    if notice is None and wanted:
        return lost(request)
    document = notice.document if notice else notice_document(current_policy().retention)
    rows = document.get(get_language() or "", [])
    return show(request, "privacy", {"project": project, "notice": notice, "rows": rows})
