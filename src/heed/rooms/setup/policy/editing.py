"""Changing one part of the policy: edited, previewed with its changes, saved as the next version (R150)."""

import copy
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.actions.setup.projects import NewerVersion
from heed.process.policy import Policy, Problem, problems
from heed.queries.policies import policy_of
from heed.records.models import PolicyVersion
from heed.rooms.setup.policy.again.making import start
from heed.rooms.setup.policy.forms import FORMS, PartForm
from heed.rooms.setup.policy.parts import EditablePart, put, spot, take
from heed.rooms.setup.policy.text import changes, problem_in_words
from heed.rooms.setup.projects.hours_forms import HoursForm
from heed.rooms.setup.requests import SetupRequest, require, setup_page, version_seen
from heed.ui.refusals import sentences


@setup_page
def edit(request: SetupRequest, at: str) -> HttpResponse:
    """The form of a part; then what would change, with room for a note; then the new version."""
    require(request.may.rules)
    newest = PolicyVersion.objects.select_related("made_by").defer("document")[0]
    policy = policy_of(newest.pk)
    place = spot(policy, at)
    if place is None:
        require(request.method == "POST" and version_seen(request) not in (0, newest.number))
        messages.error(request, _("This was removed from the policy in the meantime."))
        return redirect("setup:policy")
    form = _form(place, policy, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "place": place, "newest": newest, "seen": newest.number}
    if not form.is_bound:
        return render(request, "setup/policy/policy_edit.html", context)
    document, found = _typed(form, place, policy, removes="remove" in request.POST)
    if document is None or found:
        _blame(form, found)
        return render(request, "setup/policy/policy_edit.html", context, status=422)
    context["changes"] = changes(policy, Policy.model_validate(document))
    if version_seen(request) != newest.number:
        return _overtaken(request, newest, context)
    if not context["changes"]:
        form.add_error(None, _("Nothing was changed."))
        return render(request, "setup/policy/policy_edit.html", context, status=422)
    if "again" in request.POST:
        return _play_again(request, document, context)
    if "confirmed" not in request.POST:
        return render(request, "setup/policy/policy_preview.html", context | {"again": _again(request)})
    return _keep(request, document, context)


def _play_again(request: SetupRequest, document: dict[str, Any], context: dict[str, Any]) -> HttpResponse:
    """Play the last months again under the policy as it would be."""
    try:
        return redirect("setup:again_result", key=start({"span": "year", "policy": document}, by=request.account).pk)
    except Refused as refused:
        messages.error(request, " ".join(sentences(refused)))
        preview = context | {"again": _again(request)}
        return render(request, "setup/policy/policy_preview.html", preview, status=409)


def _keep(request: SetupRequest, document: dict[str, Any], cleaned: dict[str, Any]) -> HttpResponse:
    try:
        kept = publish(
            document, by=request.account, seen=cleaned["seen"], note=request.POST.get("note", "").strip()[:200]
        )
    except NewerVersion:
        newest = PolicyVersion.objects.select_related("made_by").defer("document")[0]
        return _overtaken(request, newest, cleaned | {"newest": newest, "seen": newest.number})
    except Refused as refused:
        _blame(cleaned["form"], tuple(Problem(one.fact, one.text, one.params) for one in refused.refusals))
        return render(request, "setup/policy/policy_edit.html", cleaned, status=409)
    messages.success(
        request, _("Version %(number)s is in force. Open complaints keep their version.") % {"number": kept.number}
    )
    return redirect("setup:policy")


def _overtaken(request: SetupRequest, newest: PolicyVersion, cleaned: dict[str, Any]) -> HttpResponse:
    """Show what another administrator changed meanwhile, together with what was typed; sending again is a decision."""
    seen = PolicyVersion.objects.filter(number=version_seen(request)).defer("document").first()
    theirs = changes(policy_of(seen.pk), policy_of(newest.pk)) if seen else []
    return render(request, "setup/policy/policy_edit.html", cleaned | {"theirs": theirs, "overtaken": True}, status=409)


def _form(place: EditablePart, policy: Policy, data: Any) -> forms.Form:
    if place.kind == "hours":
        return HoursForm(place.part.as_document(), data)
    return FORMS[place.kind](place, policy, data)


def _typed(
    form: forms.Form, place: EditablePart, policy: Policy, *, removes: bool
) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """The document with what was typed (None where a field is invalid), and its problems."""
    whole: dict[str, Any] = copy.deepcopy(policy.model_dump(mode="json"))
    if removes and place.removable:
        take(whole, place.path)
        return whole, problems(whole)
    if not form.is_valid():
        return None, ()
    if isinstance(form, PartForm):
        whole = form.document()
    else:
        put(whole, place.path, form.cleaned_data["document"])
    return whole, problems(whole)


def _blame(form: forms.Form, found: tuple[Problem, ...]) -> None:
    if isinstance(form, PartForm):
        form.blame(found)
    elif isinstance(form, HoursForm):
        for problem in found:
            inside = problem.path.startswith(("open_hours", "waking_hours"))
            form.blame(problem.path.partition(".")[2] if inside else "", problem_in_words(problem))


def _again(request: SetupRequest) -> list[tuple[str, list[str]]]:
    """What was typed, to be sent again with the confirmation."""
    return [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
