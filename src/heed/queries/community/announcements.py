"""Announcements: those that the staff of an estate see, and the version that everybody reads today (R119)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from heed.process.announcing import changed
from heed.process.words import AnnouncementState
from heed.queries.access import Access, Projects, of_projects
from heed.queries.policies import current_policy
from heed.records.models import Account, AnnouncementVersion, Complaint, ComplaintAnnouncement, Project
from heed.records.prepared import prepared

#: So many announcements of an estate are shown to everybody at once, and so many complaints are offered for one.
MOST_SHOWN, MOST_OFFERED = 20, 200


def announcements_of(projects: Projects) -> QuerySet[ComplaintAnnouncement]:
    """Return the announcements of these projects, each with its versions, the newest version first."""
    versions = AnnouncementVersion.objects.select_related("written_by", "answered_by")
    found = of_projects(ComplaintAnnouncement.objects.all(), projects)
    return found.select_related("project", "withdrawn_by").prefetch_related(Prefetch("versions", versions))


def shown_on(project: Project, today: date) -> list[AnnouncementVersion]:
    """Return what everybody reads today: the newest approved version of each announcement, the newest first."""
    return _shown_on(project.pk, today)


def was_shown(project: Project, key: int, today: date) -> bool:
    """Whether everybody could read this announcement once, and has no business with it any more."""
    approved = AnnouncementVersion.objects.filter(announcement=key, announcement__project=project)
    return approved.filter(state=AnnouncementState.APPROVED.value, shown_from_on__lte=today).exists()


@prepared
def _shown_on(project: int, today: date) -> QuerySet[AnnouncementVersion]:
    approved = AnnouncementVersion.objects.filter(
        announcement__project=project, announcement__withdrawn_at=None, state=AnnouncementState.APPROVED.value
    )
    begun = approved.filter(shown_from_on__lte=today)
    newest = begun.filter(announcement=OuterRef("announcement")).order_by("-version").values("pk")[:1]
    shown = begun.filter(pk=Subquery(newest), shown_until_on__gte=today).select_related("announcement")
    return shown.order_by("-announcement")[:MOST_SHOWN]


def version_before(version: AnnouncementVersion) -> AnnouncementVersion | None:
    """Return the approved version before this one; None for the first."""
    earlier = AnnouncementVersion.objects.filter(
        announcement=version.announcement_id, version__lt=version.version, state=AnnouncementState.APPROVED.value
    )
    return earlier.order_by("-version").first()


def changed_since(before: AnnouncementVersion | None, version: AnnouncementVersion) -> tuple[str, ...]:
    """Return the codes of the contents that this version corrects."""
    return changed(before.contents, version.contents) if before is not None else ()


@dataclass(frozen=True, slots=True)
class AnnouncementRights:
    """What an account may do with a version now."""

    writes: bool
    approves: bool


def rights_to(access: Access, version: AnnouncementVersion, writes: Projects) -> AnnouncementRights:
    """Return what the account may do: no writer approves, alone or with others."""
    project = version.announcement.project_id
    open_now = version.announcement.withdrawn_at is None
    may_approve = access.projects(current_policy().public.announcement_approvers)
    approves = (may_approve is None or project in may_approve) and access.account_id not in version.writers
    return AnnouncementRights(
        writes=open_now and (writes is None or project in writes),
        approves=open_now and approves and version.state == AnnouncementState.WAITING,
    )


def offered(access: Access, project: Project, begins_at: datetime, ends_at: datetime) -> QuerySet[Complaint]:
    """Return the complaints received within this time that the account sees and may tell of, the newest first."""
    found = access.complaints().filter(project=project, received_at__gte=begins_at, received_at__lt=ends_at)
    return found.filter(merged_into=None).exclude(category="").order_by("-received_at", "-pk")[:MOST_OFFERED]


def told_of(access: Access, project: Project, keys: Collection[int]) -> list[Complaint]:
    """Return these complaints with what an announcement tells of them, the oldest first."""
    found = access.complaints().filter(project=project, pk__in=list(keys)[:MOST_OFFERED])
    people = ("place__parent__parent", "received_by", "case_owner", "handler", "summary")
    rows = found.select_related(*people).prefetch_related("orders", "visits")
    return list(rows.order_by("received_at", "pk"))


def waiting_for(account: Account, access: Access) -> QuerySet[AnnouncementVersion]:
    """Return the versions that wait for an approval which the account may give, the oldest first."""
    projects = access.projects(current_policy().public.announcement_approvers)
    waiting = AnnouncementVersion.objects.filter(state=AnnouncementState.WAITING.value)
    found = of_projects(waiting, projects, "announcement__project")
    return found.select_related("announcement__project", "written_by").order_by("pk")
