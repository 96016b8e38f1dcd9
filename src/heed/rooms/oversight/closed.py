"""Closed complaints, with their filters (R92, R101)."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.queries.access import access_of
from heed.queries.complaints.closed import ClosedFilters, SatisfactionFilter, closed_matters, closers, reopened_among
from heed.records.models import Account, Project
from heed.rooms.oversight.forms import ListFilterForm
from heed.rooms.oversight.views import frame
from heed.ui.names import in_words
from heed.ui.paging import pager
from heed.ui.people_field import people_filter
from heed.ui.requests import account_of, day_asked, page_asked
from heed.ui.widgets import DayInput

#: The filters that are days.
DAYS = ("since", "until")


class ClosedForm(ListFilterForm):
    """The filters in the address; of the choices those that are none are ignored."""

    def __init__(self, account: Account, data: Any) -> None:
        super().__init__(account, data)
        departments = [(part.code, in_words(part.names)) for part in self.policy.departments]
        self.offer("department", _("Department"), _("All departments"), departments)
        for name, label in (("since", _("Closed since")), ("until", _("Closed until"))):
            day = forms.DateField(required=False, widget=DayInput({"class": "input", "aria-label": label}), label=label)
            self.fields[name] = day
        self.fields["closed_by"] = people_filter(closers(account), _("Closed by"), _("Closed by anybody"))
        words = [(word.value, _(word.label)) for word in SatisfactionFilter]
        self.offer("satisfaction", _("Satisfaction"), _("Satisfied or not"), words)
        self.fields["reopened"] = forms.BooleanField(required=False, label=_("Reopened before"))

    @property
    def only(self) -> ClosedFilters:
        """The filter that was chosen."""
        self.is_valid()
        chosen = dict(self.cleaned_data)
        for name in ("project", "closed_by"):
            record: Project | Account | None = chosen.get(name)
            chosen[name] = record.pk if record is not None else None
        return ClosedFilters(**chosen)


@login_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """A page of the closed complaints, filtered by the address. Http404 where a day or a page in it is none."""
    account = account_of(request)
    form = ClosedForm(account, request.GET)
    for name in DAYS:
        day_asked(request, name)
    page = closed_matters(account, form.only, page_asked(request))
    context = frame(account, "closed") | pager(request, page) | {
        "form": form,
        "many_projects": form.many_projects,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "reopened": reopened_among(row.id for row in page),
        "names_whole": access_of(account).reads_names,
    }  # fmt: skip
    return render(request, "oversight/closed.html", context)
