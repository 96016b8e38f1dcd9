"""The first page: owners choose their project, staff go to their room."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from heed.records.models import Project
from heed.rooms.portal.pages import show
from heed.ui.owners_pages import open_page

#: A list longer than this is searched, not read.
MOST = 24


@open_page
def start(request: HttpRequest) -> HttpResponse:
    """`/`: signed in, to one's rooms; else the projects, searched by name or address."""
    if request.user.is_authenticated:
        return redirect("home")
    words = request.GET.get("q", "").strip()[:80]
    projects = Project.objects.filter(is_active=True)
    for word in words.split():
        projects = projects.filter(Q(name__icontains=word) | Q(address__icontains=word) | Q(code__iexact=word))
    found = list(projects[: MOST + 1])
    context = {"words": words, "found": found[:MOST], "more": len(found) > MOST, "searchable": words or len(found) > 5}
    return show(request, "start", context)
