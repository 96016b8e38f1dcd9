"""Where a notice leads: the page on which its reader finds what it is about."""

from django.urls import reverse

from heed.actions.complaints.held import REPORT_HELD
from heed.actions.engine.accused_notices import ABOUT_PERSON
from heed.actions.procedures.publishing import NEW as PROCEDURE_NEW
from heed.actions.procedures.publishing import REMINDED as PROCEDURE_REMINDED
from heed.actions.surveys.answering import WISHES_CONTACT
from heed.actions.warnings.raising import RAISED
from heed.records.models import Notice

_PAGES = {
    **dict.fromkeys(ABOUT_PERSON, "inbox:about_me"),
    **dict.fromkeys(("project_demand", "project_demand_answered", "project_demand_accepted"), "centre:demands"),
    "many_reveals": "audit:home",
    REPORT_HELD: "desk:held",
}


def path_of(notice: Notice) -> str:
    """The path of its complaint; of one that a colleague is asked over about, and sees only meanwhile, without it."""
    if notice.complaint is None or notice.about in ("asked_over", RAISED):
        return path_without_complaint(notice)
    return reverse("complaint:page", args=[notice.complaint.number])


def path_without_complaint(notice: Notice) -> str:
    """The path for a notice that is about no complaint, or about one that its reader does not see."""
    about, facts = notice.about, notice.facts
    if about in _PAGES:
        return reverse(_PAGES[about])
    if about == "asked_over" or (about == "summons" and notice.complaint is None):
        return reverse("desk:summoned", args=[facts["summons"]])
    if about.startswith("shift_"):
        return reverse("gate:shift", args=[facts["shift"]])
    if about in (PROCEDURE_NEW, PROCEDURE_REMINDED):
        return reverse("community:procedure", args=[facts["procedure"]])
    if about == WISHES_CONTACT:
        return reverse("community:survey_contacts", args=[facts["survey"]])
    if about == RAISED:
        return reverse("centre:warning", args=[facts["warning"]])
    if about.startswith("announcement_"):
        return reverse("community:announcement", args=[facts["announcement"]])
    if about.startswith("month_"):
        return reverse("centre:report", args=[facts["code"], facts["month"]])
    return reverse("rota:week" if about.startswith("swap_") else "inbox:home")
