"""The steward of a place, named on the place's page (R68)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.setup.stewards import name_steward
from heed.queries.setup_access import places_set_up_by
from heed.rooms.setup.projects.places import place_page
from heed.rooms.setup.projects.steward_forms import StewardForm
from heed.rooms.setup.requests import Asking, project_for, setting_up
from heed.ui.refusals import add_refusals


@setting_up
@require_POST
def name(request: Asking, code: str, key: int) -> HttpResponse:
    """Name the steward, or nobody."""
    project = project_for(request, code)
    place = get_object_or_404(places_set_up_by(request.may), project=project, pk=key)
    form = StewardForm(place, request.POST)
    if not form.is_valid():
        return place_page(request, place, steward=form, status=422)
    try:
        name_steward(place, form.cleaned_data["steward"], by=request.account)
    except Refused as refused:
        add_refusals(form, refused)
        return place_page(request, place, steward=form, status=409)
    messages.success(request, _("Saved."))
    return redirect("setup:place", code=project.code, key=place.pk)
