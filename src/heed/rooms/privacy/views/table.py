"""The table of purposes: which personal data there is, what for, who sees it, how long it is kept, how it goes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from heed.process.privacy.table import HELD
from heed.queries.policies import current_policy
from heed.rooms.privacy.requests import PrivacyRequest, reading_page
from heed.ui.privacy_notice import kept_for


@reading_page
def show(request: PrivacyRequest) -> HttpResponse:
    """Every row of the table, with the times of the policy in force and the fields in which the data stands."""
    terms = current_policy().retention
    rows = [
        {
            "held": held, "kept": kept_for(held.keeping, terms),
            "fields": [f"{model}.{name}" for model, names in held.fields.items() for name in names],
        }
        for held in HELD
    ]  # fmt: skip
    return render(request, "privacy/table.html", {"rows": rows, "title": _("Purposes and retention")})
