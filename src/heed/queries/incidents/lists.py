"""The incidents that an account may see, and the complaints of one (R10, R148)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from heed.process.words import BEFORE_HANDLED, VisitOutcome
from heed.queries.access import Access, access_of, of_projects
from heed.queries.complaints.rows import ComplaintRow, only_open, rows_of, values_of
from heed.queries.paging import PAGE, Page, newest_first
from heed.records.models import Account, Complaint, EarlyWarning, Incident, IncidentComplaint, IncidentText, Visit
from heed.records.prepared import prepared

#: So many of the texts of an incident, and of the complaints taken out of it, are shown, the latest.
FEW = 20
#: The answers of owners: put right, or not yet.
ANSWERS = (VisitOutcome.SATISFIED, VisitOutcome.NOT_SOLVED)


def incidents_visible_to(account: Account) -> QuerySet[Incident]:
    """Return the incidents of the projects that the account sees; never one with a complaint about itself (C3)."""
    return _visible(access_of(account))


def _visible(access: Access) -> QuerySet[Incident]:
    seen = of_projects(Incident.objects.all(), access.projects())
    return access.without_own_conflicts(seen, "parts__complaint")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many complaints an incident has, whose owners were asked, and how many of those answered yes and not yet."""

    complaints: int = 0
    asked: int = 0
    right: int = 0
    not_yet: int = 0

    @property
    def silent(self) -> int:
        return self.asked - self.right - self.not_yet


def _answered(parts: QuerySet[IncidentComplaint]) -> QuerySet[IncidentComplaint]:
    """The complaints of incidents, each with the first `answer` of its owner since asked; None for none."""
    own = Visit.objects.filter(complaint=OuterRef("complaint"), at__gte=OuterRef("asked_at"), account=None)
    return parts.annotate(answer=Subquery(own.filter(outcome__in=ANSWERS).order_by("pk").values("outcome")[:1]))


def _as_parts(parts: QuerySet[IncidentComplaint]) -> QuerySet[IncidentComplaint]:
    """Those, each with whether it `is_alone` too."""
    working = Q(complaint__stage__in=BEFORE_HANDLED, complaint__merged_into=None, out_at=None)
    is_alone = Case(When(working & ~Q(complaint=F("incident__main")), then=True), default=False)
    return _answered(parts).annotate(is_alone=is_alone)


def progress_of(incidents: Iterable[Incident]) -> dict[int, Progress]:
    """Return the progress of each by its id; one query."""
    standing = IncidentComplaint.objects.filter(incident__in=[one.pk for one in incidents], out_at=None)
    rows = _answered(standing).values("incident").annotate(
        complaints=Count("pk"), asked=Count("asked_at"),
        right=Count("pk", filter=Q(answer=VisitOutcome.SATISFIED.value)),
        not_yet=Count("pk", filter=Q(answer=VisitOutcome.NOT_SOLVED.value)),
    )  # fmt: skip
    return {row["incident"]: Progress(row["complaints"], row["asked"], row["right"], row["not_yet"]) for row in rows}


def page_of_incidents(account: Account, after: str = "", size: int = PAGE) -> Page[Incident]:
    """Return a page of them, the latest first; one query."""
    found = incidents_visible_to(account).select_related("project", "main", "made_by")
    return newest_first(found, after, size)


def latest_text(incident: Incident) -> list[IncidentText]:
    """Return its texts, the latest first, some of the earlier ones behind it."""
    return list(incident.texts.select_related("written_by").order_by("-pk")[:FEW])


def to_make_of(account: Account, numbers: Collection[str], warning: EarlyWarning | None) -> list[Complaint]:
    """Return the open complaints of these numbers, or behind the warning, of which an incident can be made: of one
    project, part of none so far, those first with which others are followed, then the earliest."""
    behind = Q(early_warnings=warning) if warning is not None else Q(number__in=numbers)
    seen = only_open(access_of(account).complaints()).filter(behind)
    standing = IncidentComplaint.objects.filter(complaint=OuterRef("pk"), out_at=None)
    found = seen.exclude(Exists(standing)).select_related("project", "person", "merged_into")
    rows = list(found.order_by("received_at", "pk"))
    first = min((row.project_id for row in rows), default=None)
    leading = {row.merged_into_id for row in rows}
    here = (row for row in rows if row.project_id == first)
    return sorted(here, key=lambda row: (row.merged_into_id is not None, row.pk not in leading))


def alone_in(account: Account, incident: Incident) -> list[Complaint]:
    """Return those of its complaints that are worked on by themselves, as far as the account sees them."""
    standing = incident.parts.filter(out_at=None).exclude(complaint=incident.main_id).values("complaint")
    seen = access_of(account).complaints().filter(pk__in=standing, stage__in=BEFORE_HANDLED, merged_into=None)
    return list(seen.order_by("pk")[:PAGE])


@dataclass(frozen=True, slots=True)
class IncidentPart:
    """A complaint of an incident as a row of a list (None: the reader may not see it), and its owner's own answer.

    `is_alone`: it is worked on, and neither the main one nor followed together with another.
    """

    part: IncidentComplaint
    row: ComplaintRow | None
    answer: str
    is_alone: bool


def page_of_parts(account: Account, incident: Incident, after: str = "") -> Page[IncidentPart]:
    """Return a page of its complaints, the latest added first; four queries at most."""
    page = newest_first(_as_parts(incident.parts.filter(out_at=None)).select_related("added_by"), after)
    return Page(_with_rows(account, page.rows), page.after)


def taken_out_of(account: Account, incident: Incident) -> tuple[IncidentPart, ...]:
    """Return the complaints that were taken out last; four queries at most."""
    out = _as_parts(incident.parts.filter(out_at__isnull=False)).select_related("out_by").order_by("-out_at", "-pk")
    return _with_rows(account, tuple(out[:FEW]))


def _with_rows(account: Account, parts: Sequence[IncidentComplaint]) -> tuple[IncidentPart, ...]:
    seen = access_of(account).complaints().filter(pk__in=[one.complaint_id for one in parts])
    rows = {row.id: row for row in rows_of(values_of(seen))}
    return tuple(
        IncidentPart(one, rows.get(one.complaint_id), one.answer or "", one.is_alone)  # type: ignore[attr-defined]
        for one in parts
    )


def incident_of(account: Account, complaint: Complaint) -> Incident | None:
    """Return the incident of which a complaint is part, if the account may see it; one query."""
    return next(iter(_with_part(access_of(account), complaint.pk)), None)


@prepared
def _with_part(access: Access, complaint: int) -> QuerySet[Incident]:
    return _visible(access).filter(parts__complaint=complaint, parts__out_at=None).order_by("pk")[:1]
