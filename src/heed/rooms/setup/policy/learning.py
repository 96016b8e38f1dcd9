"""What the triage learned from decided complaints, and how often its suggestions were right (R20)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from heed.insight.triage.training import FEWEST_TEXTS, is_there
from heed.queries.triage.hits import aspects_learned, last_run
from heed.rooms.setup.requests import SetupRequest, require, setup_page


@setup_page
def show(request: SetupRequest) -> HttpResponse:
    """Each aspect with its model and its hits."""
    require(request.may.reads)
    context = {
        "may": request.may,
        "aspects": aspects_learned(timezone.localdate()),
        "run": last_run(),
        "learns": is_there(),
        "fewest": FEWEST_TEXTS,
    }
    return render(request, "setup/policy/learning.html", context)
