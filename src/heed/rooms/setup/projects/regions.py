"""Regions: the tree above the projects, kept by the administrator (R148, R149)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.setup.regions import add_region, amend_region, remove_region
from heed.queries.regions import region_rows
from heed.records.models import Region
from heed.rooms.setup.projects.region_forms import RegionForm
from heed.rooms.setup.requests import Asking, needs, setting_up
from heed.ui.refusals import add_refusals, sentence


@setting_up
def tree(request: Asking) -> HttpResponse:
    """Every region with its projects; below them the form of a new one."""
    needs(request.may.reads)
    form = RegionForm(None, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form)
    needs(request.may.rules)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        region = add_region(form.cleaned_data["name"], form.cleaned_data["parent"], by=request.account)
    except Refused as refused:
        add_refusals(form, refused)
        return _page(request, form, 409)
    messages.success(request, _("%(path)s has been added.") % {"path": region.name})
    return redirect("setup:regions")


@setting_up
def edit(request: Asking, key: int) -> HttpResponse:
    """Another name or place in the tree."""
    needs(request.may.rules)
    region = get_object_or_404(Region, pk=key)
    form = RegionForm(region, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _form(request, form, region, 422 if form.is_bound else 200)
    try:
        amend_region(region, by=request.account, **form.cleaned_data)
    except Refused as refused:
        add_refusals(form, refused)
        return _form(request, form, region, 409)
    messages.success(request, _("Saved."))
    return redirect("setup:regions")


@setting_up
@require_POST
def remove(request: Asking, key: int) -> HttpResponse:
    """Remove a region in which nothing lies."""
    needs(request.may.rules)
    region = get_object_or_404(Region, pk=key)
    try:
        remove_region(region, by=request.account)
    except Refused as refused:
        form = RegionForm(region)
        return _form(request, form, region, 409, problem=sentence(refused.refusals[0]))
    messages.success(request, _("%(name)s is removed.") % {"name": region.name})
    return redirect("setup:regions")


def _page(request: Asking, form: RegionForm, status: int = 200) -> HttpResponse:
    told = {"form": form, "rows": region_rows(), "may": request.may}
    return render(request, "setup/projects/regions.html", told, status=status)


def _form(request: Asking, form: RegionForm, region: Region, status: int, problem: str = "") -> HttpResponse:
    told = {"form": form, "region": region, "problem": problem}
    return render(request, "setup/projects/region_form.html", told, status=status)
