"""Bulletins: those that owners read now, those that a member of staff reads now, and how far each reached (R114)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from heed.i18n.languages import LANGUAGES
from heed.process.words import Reader, Tenure
from heed.queries.access import Access, Projects, access_of
from heed.queries.staff.duties import holders
from heed.records.models import Account, Bulletin, BulletinRead, Complaint, Occupancy, Place, Project
from heed.records.prepared import prepared

#: So many bulletins are shown at once, and so many are looked through for one reader.
MOST_SHOWN, MOST_READ = 10, 200
#: Everybody who lives at an estate or owns a home there.
_LIVING = frozenset(Reader)


@dataclass(frozen=True, slots=True)
class BulletinText:
    """A bulletin in the language that is read: the reader's, else the estate's, else the first that it has."""

    title: str
    text: str
    language: str


def text_of(bulletin: Bulletin, language: str) -> BulletinText:
    """Return its text for a reader of this language."""
    own = bulletin.project.language if bulletin.project is not None else ""
    wanted = [language.replace("-", "_"), own.replace("-", "_"), *(one.field for one in LANGUAGES)]
    field = next(field for field in wanted if field in bulletin.texts)
    text = bulletin.texts[field]
    return BulletinText(text["title"], text["text"], field.replace("_", "-"))


def bulletins_of(projects: Projects) -> QuerySet[Bulletin]:
    """Return the bulletins of these projects, and those for all."""
    found = Bulletin.objects.select_related("project", "place", "written_by", "ended_by", "correction")
    return found if projects is None else found.filter(Q(project__in=projects) | Q(project=None))


def _shown(now: datetime) -> QuerySet[Bulletin]:
    found = Bulletin.objects.filter(shown_from_at__lte=now, shown_until_at__gt=now, ended_at=None)
    return found.select_related("project", "place").order_by("-shown_from_at", "-pk")


def _shown_to_owners(project: int, now: datetime) -> QuerySet[Bulletin]:
    return _shown(now).filter(Q(project=project) | Q(project=None), for_owners=True)


@prepared
def shown_at(project: int, now: datetime) -> QuerySet[Bulletin]:
    """Return what owners and tenants of the estate, of whatever building, read now, the newest first."""
    return _shown_to_owners(project, now)[:MOST_READ]


def shown_bulletin(project: Project, key: int, now: datetime) -> Bulletin | None:
    """Return this bulletin where owners and tenants of the estate read it now, else None."""
    return _shown_to_owners(project.pk, now).filter(pk=key).first()


def was_shown(project: Project, key: int, now: datetime) -> bool:
    """Whether owners and tenants of the estate could read this bulletin once: before its end, and before taken down."""
    here = Bulletin.objects.filter(Q(project=project) | Q(project=None), pk=key, for_owners=True)
    begun = here.filter(shown_from_at__lte=now)
    return begun.filter(Q(ended_at=None) | Q(ended_at__gt=F("shown_from_at"))).exists()


def correction_of(key: int) -> Bulletin | None:
    """Return the version that replaced this bulletin; None where it was not corrected."""
    return Bulletin.objects.filter(corrects=key).first()


def shown_to_owner(complaint: Complaint, now: datetime) -> list[Bulletin]:
    """Return what the owner of this complaint reads now: by building, and as owner or tenant where that is known.

    One query; where the home lies, and who lives there, is asked only where a bulletin depends on it.
    """
    found = shown_at(complaint.project_id, now)
    if any(one.place_id for one in found):
        buildings = {None, *_above(complaint.place)}
        found = [one for one in found if one.place_id in buildings]
    if any(_LIVING - set(one.readers) for one in found):
        tenures = set(_tenures(complaint)) or _LIVING
        found = [one for one in found if tenures & set(one.readers)]
    return found[:MOST_SHOWN]


def _above(place: Place | None) -> Iterable[int]:
    while place is not None:
        yield place.pk
        place = place.parent


def _tenures(complaint: Complaint) -> Iterable[Reader]:
    living = Occupancy.objects.filter(person=complaint.person_id, place__project=complaint.project_id, until_on=None)
    for tenure in living.values_list("tenure", flat=True) if complaint.person_id else ():
        yield Reader.TENANT if tenure == Tenure.TENANT else Reader.OWNER


@dataclass(frozen=True, slots=True)
class ToRead:
    """A bulletin that a member of staff has not opened yet."""

    bulletin: Bulletin
    title: str


def unread_bulletins(account: Account, now: datetime) -> list[ToRead]:
    """Return what the account's roles are meant to read now and it did not open yet, the newest first; two queries."""
    meant = meant_for(access_of(account), now)
    read: set[int] = set()
    if meant:
        found = BulletinRead.objects.filter(account=account, bulletin__in=[one.pk for one in meant])
        read = set(found.values_list("bulletin", flat=True))
    language = account.language
    return [ToRead(one, text_of(one, language).title) for one in meant if one.pk not in read][:MOST_SHOWN]


def meant_for(access: Access, now: datetime) -> list[Bulletin]:
    """Return the bulletins that are shown now to one of the account's roles."""
    return [one for one in _shown_to_staff(access.workplaces, now) if is_meant(access, one)]


@prepared
def _shown_to_staff(workplaces: Projects, now: datetime) -> QuerySet[Bulletin]:
    found = _shown(now).filter(for_staff=True)
    if workplaces is not None:
        found = found.filter(Q(project__in=workplaces) | Q(project=None))
    return found[:MOST_READ]


def is_meant(access: Access, bulletin: Bulletin) -> bool:
    """Return whether one of the account's roles is among the readers."""
    projects = access.projects(bulletin.readers)
    return projects is None or (bulletin.project_id in projects if bulletin.project_id else bool(projects))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a bulletin reached: staff by account, everybody else by openings of its page."""

    readers: int
    meant: int
    opened: int
    opened_own: int


def reach_of(bulletin: Bulletin) -> Reach:
    """Return how far it reached by now."""
    return Reach(
        bulletin.reads.count(), len(staff_meant(bulletin)), bulletin.opened, bulletin.opened_own
    )  # fmt: skip


def reads_of(bulletins: Collection[Bulletin]) -> dict[int, int]:
    """Return how many members of staff opened each of these bulletins; one query."""
    counted = BulletinRead.objects.filter(bulletin__in=[one.pk for one in bulletins]).values("bulletin")
    return {row["bulletin"]: row["many"] for row in counted.annotate(many=Count("pk"))}


def staff_meant(bulletin: Bulletin) -> list[Account]:
    """Return the members of staff it is meant for today, by name."""
    if not bulletin.for_staff:
        return []
    if bulletin.project is not None:
        return list(holders(bulletin.readers, bulletin.project).order_by("name"))
    return list(Account.objects.filter(is_active=True, duties__role__in=bulletin.readers).distinct().order_by("name"))
