"""A report that was filled in becomes a complaint, with the resident and the home that it names."""

from typing import Any

from django.utils.translation import get_language

from heed.actions.complaints.intake import lodge
from heed.actions.complaints.me_too import lodge_with
from heed.actions.engine.errors import Refused
from heed.process.words import Channel, PlaceKind
from heed.queries.actor import OWNER
from heed.queries.residents.matching import home_numbered, resident_with
from heed.records.models import Complaint, Place, Project
from heed.rooms.portal.report_form import ReportForm
from heed.ui.refusals import add_refusals


def take_in(project: Project, form: ReportForm) -> Complaint | None:
    """The complaint; None where the workflow refuses it, with the reasons in the form."""
    facts = facts_of(project, form)
    try:
        if form.joined is not None and form.place is not None:
            return lodge_with(Complaint.objects.get(pk=form.joined.pk), **facts)
        return lodge(project, by=OWNER, **facts)
    except Refused as refused:
        add_refusals(form, refused)
        return None


def facts_of(project: Project, form: ReportForm) -> dict[str, Any]:
    """What `lodge` is given: the facts of the form, the resident and the place.

    The place is the public one at which the owner stands; else the home, so that repeats are seen at once (R10).
    """
    facts = form.facts()
    home = None if facts["anonymous"] else home_numbered(project, facts["unit"])
    person = None if facts["anonymous"] else resident_with(project, facts["contact"], facts["name"], home)
    there = _public(form.place) or home
    return facts | {
        "channel": Channel.WEB, "language": get_language(), "client_key": form.key(), "person": person, "place": there,
    }  # fmt: skip


def _public(place: Place | None) -> Place | None:
    return place if place is not None and place.kind != PlaceKind.UNIT else None
