"""Changing one part of the policy: typed, looked at with what it changes, kept as the next version (R150)."""

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
from heed.rooms.setup.policy.forms import FORMS, PartForm
from heed.rooms.setup.policy.parts import Spot, put, spot, take
from heed.rooms.setup.policy.text import changes
from heed.rooms.setup.projects.hours_forms import HoursForm
from heed.rooms.setup.requests import Asking, needs, setting_up
from heed.ui.numbers import whole_number


@setting_up
def edit(request: Asking, at: str) -> HttpResponse:
    """The form of a part; then what would change, with room for a note; then the new version."""
    needs(request.may.rules)
    newest = PolicyVersion.objects.select_related("made_by").defer("document")[0]
    policy = policy_of(newest.pk)
    place = spot(policy, at)
    if place is None:
        needs(request.method == "POST" and _seen(request) not in (0, newest.number))
        messages.error(request, _("This was removed from the policy in the meantime."))
        return redirect("setup:policy")
    form = _form(place, policy, request.POST if request.method == "POST" else None)
    told: dict[str, Any] = {"form": form, "place": place, "newest": newest, "seen": newest.number}
    if not form.is_bound:
        return render(request, "setup/policy/policy_edit.html", told)
    document, found = _typed(form, place, policy, removes="remove" in request.POST)
    if document is None or found:
        _blame(form, found)
        return render(request, "setup/policy/policy_edit.html", told, status=422)
    told["changes"] = changes(policy, Policy.model_validate(document))
    if _seen(request) != newest.number:
        return _overtaken(request, newest, told)
    if not told["changes"]:
        form.add_error(None, _("Nothing was changed."))
        return render(request, "setup/policy/policy_edit.html", told, status=422)
    if "confirmed" not in request.POST:
        return render(request, "setup/policy/policy_preview.html", told | {"again": _again(request)})
    return _keep(request, document, told)


def _keep(request: Asking, document: dict[str, Any], told: dict[str, Any]) -> HttpResponse:
    try:
        kept = publish(document, by=request.account, seen=told["seen"], note=request.POST.get("note", "").strip()[:200])
    except NewerVersion:
        newest = PolicyVersion.objects.select_related("made_by").defer("document")[0]
        return _overtaken(request, newest, told | {"newest": newest, "seen": newest.number})
    except Refused as refused:
        _blame(told["form"], tuple(Problem(one.fact, one.text, one.params) for one in refused.refusals))
        return render(request, "setup/policy/policy_edit.html", told, status=409)
    messages.success(
        request, _("Version %(number)s is in force. Open complaints keep their version.") % {"number": kept.number}
    )
    return redirect("setup:policy")


def _overtaken(request: Asking, newest: PolicyVersion, told: dict[str, Any]) -> HttpResponse:
    """Somebody was faster: what they changed, and what was typed, on one page; sending again is a decision."""
    seen = PolicyVersion.objects.filter(number=_seen(request)).defer("document").first()
    theirs = changes(policy_of(seen.pk), policy_of(newest.pk)) if seen else []
    return render(request, "setup/policy/policy_edit.html", told | {"theirs": theirs, "overtaken": True}, status=409)


def _form(place: Spot, policy: Policy, data: Any) -> forms.Form:
    if place.kind == "hours":
        return HoursForm(place.part.as_document(), data)
    return FORMS[place.kind](place, policy, data)


def _typed(
    form: forms.Form, place: Spot, policy: Policy, *, removes: bool
) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """The document with what was typed (None where it is ill typed), and what is wrong with it."""
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
            form.blame(problem.path.partition(".")[2], _(problem.msgid) % problem.params)


def _again(request: Asking) -> list[tuple[str, list[str]]]:
    """What was typed, to be sent again with the yes."""
    return [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]


def _seen(request: Asking) -> int:
    return whole_number(request.POST.get("seen")) or 0
