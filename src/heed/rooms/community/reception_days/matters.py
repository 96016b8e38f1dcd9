"""What is raised at the day becomes complaints (R126), and the minutes say what came of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from heed.actions.engine.errors import Refused
from heed.actions.reception_days import holding
from heed.queries.reception_days import figures_of, matters_of
from heed.records.models import DayMatter, ReceptionDay
from heed.rooms.community.reception_days.forms import MatterForm
from heed.rooms.community.reception_days.requests import day_page, publishes
from heed.rooms.community.requests import CommunityRequest
from heed.ui.refusals import add_refusals


@day_page
def take_in(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Take in what an owner raises; `?guest=` chooses who."""
    form = MatterForm(day, request.POST or None, {"sign_up": request.GET.get("guest", "")})
    status = 200 if not form.is_bound else 422
    if form.is_valid():
        typed = form.cleaned_data
        given = {name: typed[name] for name in ("name", "unit", "contact", "course", "about", "wants")}
        sign_up, key = form.sign_ups.get(typed["sign_up"]), typed["client_key"] or None
        try:
            complaint = holding.raise_matter(
                day, typed["content"], by=request.account, sign_up=sign_up, client_key=key, **given
            )
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            messages.success(request, _("Taken in: %(number)s") % {"number": complaint.number})
            return redirect("community:day", key=day.pk)
    return render(request, "community/reception_days/matter.html", {"day": day, "form": form}, status=status)


class MinutesForm(forms.Form):
    """The minutes, and a line for each matter: what owners read, without anything personal."""

    use_required_attribute = False

    def __init__(self, day: ReceptionDay, matters: list[DayMatter], data: Any = None) -> None:
        super().__init__(data)
        self.fields["minutes"] = forms.CharField(
            label=_("Minutes"), required=False, max_length=20_000, initial=day.minutes,
            widget=forms.Textarea({"rows": 8}),
            help_text=_("What was spoken about and agreed. No names, homes or numbers of owners."),
        )  # fmt: skip
        for one in matters:
            self.fields[f"matter_{one.pk}"] = forms.CharField(
                label=f"{one.complaint.number} · {one.complaint.title}", required=False, max_length=2_000,
                initial=one.minute, widget=forms.Textarea({"rows": 2}),
                help_text=_("What the minutes say of it and of our answer; promises stand beside it by themselves."),
            )  # fmt: skip

    def lines(self) -> dict[int, str]:
        """What the minutes say of each matter, by its key."""
        found = ((name.removeprefix("matter_"), text) for name, text in self.cleaned_data.items() if name != "minutes")
        return {int(key): text for key, text in found}


@day_page
def minutes(request: CommunityRequest, day: ReceptionDay) -> HttpResponse:
    """Write the minutes; who publishes for the estate shows them to the owners."""
    matters = list(matters_of(day, request.account))
    form = MinutesForm(day, matters, request.POST if request.method == "POST" else None)
    status = 200 if not form.is_bound else 422
    if form.is_valid():
        publish = "publish" in request.POST
        words, lines = form.cleaned_data["minutes"], form.lines()
        try:
            holding.write_minutes(day, words, lines, by=request.account, publish=publish)
        except Refused as refused:
            add_refusals(form, refused)
            status = 409
        else:
            messages.success(request, _("The minutes are published.") if publish else _("Saved."))
            return redirect("community:day", key=day.pk)
    context = {"day": day, "form": form, "publishes": publishes(request, day), "figures": figures_of(day)}
    return render(request, "community/reception_days/minutes.html", context, status=status)
