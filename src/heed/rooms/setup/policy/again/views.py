"""The pages of a simulation: what to play again, and what came of it beside what was."""

import json
from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from heed.actions.engine.errors import Refused
from heed.insight.simulation import Sums
from heed.process.words import ExportKind
from heed.queries.exports import OPEN_EXPORTS, may_be_taken
from heed.queries.policies import policy_of
from heed.queries.setup_access import projects_read_by
from heed.records.models import ExportJob, PolicyVersion
from heed.rooms.setup.policy.again.form import SPANS, SimulationForm
from heed.rooms.setup.policy.again.making import policy_asked, start
from heed.rooms.setup.policy.again.results import kind_rows, of_day, totals
from heed.rooms.setup.policy.text import changes
from heed.rooms.setup.requests import SetupRequest, setup_page
from heed.ui.refusals import add_refusals

#: So many simulations of one's own are listed.
LISTED = 10


@never_cache
@setup_page
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SetupRequest) -> HttpResponse:
    """What is played again, and the person's own simulations."""
    projects = list(projects_read_by(request.may).order_by("code"))
    form, status = SimulationForm(projects, request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                return _started(request, _asks(form.cleaned_data))
            except Refused as refused:
                add_refusals(form, refused)
                status = 409
    mine = ExportJob.objects.filter(account=request.account, kind=ExportKind.SIMULATION).order_by("-pk")[:LISTED]
    context = {"form": form, "rows": [(job, told(job)) for job in mine]}
    return render(request, "setup/policy/again/begin.html", context, status=status)


def _asks(cleaned: dict[str, Any]) -> dict[str, Any]:
    hours = {"week": cleaned["hours"]} if cleaned["hours"] else None
    version = int(cleaned["version"]) if cleaned["version"] else None
    people = cleaned["people"] if cleaned["desk"] else None
    kept = {"span": cleaned["span"], "project": cleaned["project"], "desk": cleaned["desk"]}
    return kept | {"hours": hours, "version": version, "people": people}


def _started(request: SetupRequest, asks: dict[str, Any]) -> HttpResponse:
    return redirect("setup:again_result", key=start(asks, by=request.account).pk)


def told(job: ExportJob) -> list[str]:
    """What a simulation plays again, in words: the months, the project, and what is otherwise."""
    asks = job.asks
    span = SPANS[asks["span"]][1]
    words = [_(span), asks.get("project") or _("All projects")]
    if "version" in asks:
        words.append(_("Policy, version %(number)s") % {"number": asks["version"]})
    if "policy" in asks:
        words.append(_("A changed policy"))
    if "hours" in asks:
        words.append(_("Other open hours"))
    if "desk" in asks:
        words.append(_("Another rota"))
    return words


@never_cache
@setup_page
@require_safe
def result(request: SetupRequest, key: int) -> HttpResponse:
    """What came of one's own simulation, beside what was; how far it is while it runs."""
    job = get_object_or_404(ExportJob, pk=key, account=request.account, kind=ExportKind.SIMULATION)
    context: dict[str, Any] = {"job": job, "told": told(job), "runs": job.state in OPEN_EXPORTS}
    if may_be_taken(job, request.account, timezone.now()):
        with default_storage.open(job.stored) as file:
            context |= _shown(job, json.load(file))
    return render(request, "setup/policy/again/result.html", context)


def _shown(job: ExportJob, written: dict[str, Any]) -> dict[str, Any]:
    was, would = Sums.from_document(written["was"]), Sums.from_document(written["would"])
    policy = policy_asked(job.asks)
    newest = PolicyVersion.objects.values_list("pk", flat=True)[0]
    labels, hours = of_day(was, would)
    return {
        "found": written,
        "totals": totals(was, would),
        "kinds": kind_rows(was, would),
        "labels": labels,
        "hours": hours,
        "by_hour": list(zip(labels, *(part.values for part in hours), strict=True)),
        "changes": changes(policy_of(newest), policy) if policy and "policy" in job.asks else [],
    }
