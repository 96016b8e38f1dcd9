"""A report that was filled in becomes a complaint, with the resident and home that it names, or waits for a look."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from heed.actions.complaints.held import hold_report
from heed.actions.complaints.intake import lodge
from heed.actions.complaints.me_too import lodge_with
from heed.actions.engine.errors import Refused
from heed.process.words import Channel, HeldReason, PlaceKind
from heed.queries.actor import OWNER
from heed.queries.residents.matching import home_numbered, resident_with
from heed.records.models import Complaint, Place, Project
from heed.records.owner_keys import link_secret_of
from heed.rooms.portal.report_form import ReportForm
from heed.ui.refusals import add_refusals


def take_in(project: Project, form: ReportForm, facts: dict[str, Any]) -> str:
    """The address of what was sent; "" where the workflow refuses it, with the reasons in the form."""
    try:
        if form.joined is not None:
            complaint = lodge_with(Complaint.objects.get(pk=form.joined.pk), **facts)
        else:
            complaint = lodge(project, by=OWNER, **facts)
    except Refused as refused:
        add_refusals(form, refused)
        return ""
    return reverse("portal:sent", args=[complaint.secret])


def hold(project: Project, form: ReportForm, facts: dict[str, Any], why: list[HeldReason]) -> str:
    """Keep the report until a person has looked at it; the address where the owner follows it, "" as in `take_in`."""
    joins = Complaint.objects.get(pk=form.joined.pk) if form.joined else None
    try:
        report = hold_report(project, why, joins=joins, **facts)
    except Refused as refused:
        add_refusals(form, refused)
        return ""
    return reverse("portal:held", args=[link_secret_of(report.link_nonce)])


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
