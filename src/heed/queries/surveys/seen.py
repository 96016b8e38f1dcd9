"""Which surveys an account sees and plans, when one takes answers, and whom it asks (R109)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, QuerySet, Value, When

from heed.i18n.languages import LANGUAGES, language_of
from heed.process.roles import PUBLISHES, SEES_ALL
from heed.process.words import PlaceKind, Tenure
from heed.queries.access import Projects, access_of, of_projects
from heed.records.models import Account, Occupancy, Person, Place, Survey, SurveyInvitation
from heed.records.owner_keys import link_hash_of


def may_publish(account: Account, project_id: int) -> bool:
    """Whether the account plans surveys of this project."""
    return _is_among(project_id, access_of(account).projects(PUBLISHES))


def may_follow_up(account: Account, project_id: int) -> bool:
    """Whether the account takes up what owners of this project ask to be contacted about."""
    return _is_among(project_id, access_of(account).projects(SEES_ALL))


def _is_among(project_id: int, projects: Projects) -> bool:
    return projects is None or project_id in projects


def surveys_read(projects: Projects) -> QuerySet[Survey]:
    """Return the surveys of these projects, with their projects."""
    return of_projects(Survey.objects.select_related("project"), projects, "project")


def first_instant(survey: Survey) -> datetime:
    """Return when the survey begins to take answers: with its first day at the estate."""
    return datetime.combine(survey.starts_on, time(), ZoneInfo(survey.project.timezone))


def last_instant(survey: Survey) -> datetime:
    """Return when the survey ends: with its last day at the estate."""
    return datetime.combine(survey.ends_on + timedelta(days=1), time(), ZoneInfo(survey.project.timezone))


def is_running(survey: Survey, now: datetime) -> bool:
    """Whether the survey takes answers at this instant."""
    return survey.opened_at is not None and first_instant(survey) <= now < last_instant(survey)


def homes_to_ask(project_id: int) -> list[Place]:
    """Return the homes of the project, in the order of their places."""
    homes = Place.objects.filter(project=project_id, kind=PlaceKind.UNIT.value, is_active=True)
    return list(homes.order_by("pk"))


def usual_reader_of(project_id: int) -> dict[int, Person]:
    """Return by home the person who is written to: the owner before tenants and family, one with a contact first."""
    rank = Case(
        When(tenure=Tenure.OWNER.value, then=Value(0)), When(tenure=Tenure.TENANT.value, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    living = Occupancy.objects.filter(place__project=project_id, until_on__isnull=True, person__erased_at__isnull=True)
    found: dict[int, Person] = {}
    for one in living.select_related("person").order_by(rank, "pk"):
        known = found.get(one.place_id)
        if known is None or (not _can_be_reached(known) and _can_be_reached(one.person)):
            found[one.place_id] = one.person
    return found


def _can_be_reached(person: Person) -> bool:
    return bool(person.phone or person.email)


def invitation_of_secret(secret: str) -> SurveyInvitation | None:
    """Return the invitation with this secret, with its survey and home; None for an unknown one."""
    if "\0" in secret:  # PostgreSQL refuses it even in a query
        return None
    found = SurveyInvitation.objects.select_related("survey__project", "home", "person")
    return found.filter(link_hash=link_hash_of(secret)).first()


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return the text in this language; where it has none, the first that is written."""
    own = texts.get(language_of(language).field, "")
    return own or next((texts[one.field] for one in LANGUAGES if texts.get(one.field)), "")


def title_of(survey: Survey, language: str, part: str = "title") -> str:
    """Return the title, or another `part` of its texts, in this language."""
    return text_in({field: said.get(part, "") for field, said in survey.texts.items()}, language)
