"""The policy in plain words, and its history: who changed what, when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.setup.policy import publish
from heed.actions.setup.projects import NewerVersion
from heed.process.policy import Policy
from heed.queries.policies import policy_of
from heed.records.models import PolicyVersion
from heed.rooms.setup.policy.terms_text import term_rows
from heed.rooms.setup.policy.text import (
    changes,
    clock_rows,
    code_named,
    danger_rows,
    department_rows,
    hours_rows,
    ladder_rows,
    level_rows,
    number_rows,
    outside_rows,
    pause_rows,
)
from heed.rooms.setup.policy.warnings_text import warning_rows
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.names import in_words


@setup_page
def show(request: SetupRequest) -> HttpResponse:
    """The policy in force, by section."""
    require(request.may.reads)
    version = PolicyVersion.objects.select_related("made_by").defer("document")[0]
    return _read(request, version, policy_of(version.pk), "setup/policy/policy.html")


@setup_page
def history(request: SetupRequest) -> HttpResponse:
    """Every version with who made it, when, why, and how much it changed."""
    require(request.may.reads)
    versions = list(PolicyVersion.objects.select_related("made_by").defer("document")[:100])
    return render(request, "setup/policy/policy_history.html", {"versions": versions, "may": request.may})


@setup_page
def version(request: SetupRequest, number: int) -> HttpResponse:
    """One version: what it changed of the one before."""
    require(request.may.reads)
    found = get_object_or_404(PolicyVersion.objects.select_related("made_by").defer("document"), number=number)
    before = PolicyVersion.objects.filter(number__lt=number).defer("document").first()
    changed = changes(policy_of(before.pk), policy_of(found.pk)) if before else []
    context: dict[str, object] = {"version": found, "before": before, "changes": changed}
    return _read(request, found, policy_of(found.pk), "setup/policy/policy_version.html", context)


@setup_page
@require_POST
def confirm(request: SetupRequest) -> HttpResponse:
    """Confirm the default policy: save it as a version, which says that it was reviewed."""
    require(request.may.rules)
    newest = PolicyVersion.objects.all()[0]
    try:
        publish(newest.document, by=request.account, seen=newest.number, note=_("Reviewed and confirmed"), same=True)
    except NewerVersion:
        messages.error(request, _("The policy was changed in the meantime."))
    else:
        messages.success(request, _("The policy has been confirmed."))
    return redirect("setup:policy")


def _read(
    request: SetupRequest, version: PolicyVersion, policy: Policy, page: str, more: dict[str, object] | None = None
) -> HttpResponse:
    context = {
        "version": version, "may": request.may, "policy": policy,
        "edits": request.may.rules and page == "setup/policy/policy.html",
        "level_names": [in_words(level.names) for level in policy.levels],
        "clocks": clock_rows(policy), "levels": level_rows(policy), "ladders": ladder_rows(policy),
        "terms": term_rows(policy), "warnings": warning_rows(policy),
        "pauses": pause_rows(policy), "departments": department_rows(policy),
        "numbers": number_rows(policy), "dangers": danger_rows(policy), "hours": hours_rows(policy),
        "outside": outside_rows(policy), "tree": _tree(policy),
    }  # fmt: skip
    return render(request, page, context | (more or {}))


def _tree(policy: Policy) -> list[dict[str, object]]:
    return [
        {
            "at": f"categories.{branch.code}",
            "name": in_words(branch.names),
            "leaves": [
                {
                    "at": f"categories.{branch.code}.{leaf.code}",
                    "name": in_words(leaf.names),
                    "department": code_named(policy, "department", leaf.department),
                    "level": code_named(policy, "level", leaf.level),
                    "grave": leaf.level != policy.levels[0].code,
                    "conduct": leaf.about_conduct,
                    "words": len(leaf.keywords.zh) + len(leaf.keywords.en),
                }
                for leaf in branch.leaves
            ],
        }
        for branch in policy.categories
    ]
