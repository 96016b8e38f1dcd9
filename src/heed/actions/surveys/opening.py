"""Opening a survey: who is drawn and invited; and the one reminder to those who have not answered (R109)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import outbox
from heed.actions.engine.errors import Refused
from heed.actions.surveys.planning import locked_draft, refuse_others
from heed.insight.sampling import share_of
from heed.process.case import Refusal
from heed.process.words import N_
from heed.queries.surveys.seen import homes_to_ask, is_running, last_instant, usual_reader_of
from heed.records.models import Account, Notice, Person, Place, Survey, SurveyInvitation
from heed.records.models.notice import OWNER_CHANNEL
from heed.records.owner_keys import new_link

#: What the messages to owners are about.
INVITED, REMINDED = "survey_invited", "survey_reminded"
#: Messages go out at this hour of the estate's day at the earliest.
_FIRST_HOUR = 10
_DAY = timedelta(days=1)


@transaction.atomic
def open_survey(survey: Survey, *, by: Account, at: datetime | None = None) -> Survey:
    """Open a survey: draw the homes, give each a secret link, and invite by message those who can be reached.

    Raises Refused for others, where it is open already, has no question, asks no home, or its last day has passed.
    """
    now = at or timezone.now()
    locked = locked_draft(survey, by)
    homes = _drawn(locked)
    if not locked.questions.exists():
        raise Refused([Refusal(N_("A survey needs a question."))])
    if not homes:
        raise Refused([Refusal(N_("There is no home to ask at this project."))])
    if now > last_instant(locked):
        raise Refused([Refusal(N_("The last day of this survey has passed."))])
    readers = usual_reader_of(locked.project_id)
    made = SurveyInvitation.objects.bulk_create(
        (_invitation(locked, home, readers.get(home.pk)) for home in homes), batch_size=500
    )
    outbox.write(_messages(made, INVITED, _not_before(locked.starts_on, locked, now), now))
    locked.opened_at = now
    locked.save(update_fields=["opened_at"])
    return locked


@transaction.atomic
def remind(survey: Survey, *, by: Account | None, at: datetime | None = None) -> int:
    """Remind by message the homes that have not answered, once; return how many. Raises Refused where it may not be."""
    now = at or timezone.now()
    locked = Survey.objects.select_for_update(of=("self",)).select_related("project").get(pk=survey.pk)
    if by is not None:
        refuse_others(by, locked.project_id)
    if locked.reminded_at is not None or not is_running(locked, now):
        raise Refused([Refusal(N_("Owners are reminded once, while the survey is open."))])
    silent = locked.invitations.filter(answered_at__isnull=True, by_message=True).select_related("person")
    notices = list(_messages(silent, REMINDED, _not_before(locked.starts_on, locked, now), now))
    outbox.write(notices)
    locked.reminded_at = now
    locked.save(update_fields=["reminded_at"])
    return len(notices)


def remind_due(now: datetime | None = None) -> int:
    """Remind of the surveys whose day has come, for the worker; return how many surveys. One query where none is."""
    at = now or timezone.now()
    waiting = Survey.objects.filter(opened_at__isnull=False, reminded_at__isnull=True, remind_on__lte=at.date() + _DAY)
    due = [one for one in waiting.select_related("project") if _reminder_at(one) <= at < last_instant(one)]
    for survey in due:
        remind(survey, by=None, at=at)
    return len(due)


def _reminder_at(survey: Survey) -> datetime:
    assert survey.remind_on is not None
    return datetime.combine(survey.remind_on, time(_FIRST_HOUR), ZoneInfo(survey.project.timezone))


def _drawn(survey: Survey) -> list[Place]:
    """The homes to ask; of each building as many as are drawn, by a number that the survey and the home decide."""
    homes = homes_to_ask(survey.project_id)
    if survey.per_building is None:
        return homes
    by_building: dict[int, list[Place]] = {}
    for home in sorted(homes, key=lambda one: share_of(f"{survey.pk}-{survey.made_at.isoformat()}-{one.pk}")):
        by_building.setdefault(building_of(home), []).append(home)
    return [home for some in by_building.values() for home in some[: survey.per_building]]


def building_of(home: Place) -> int:
    """Return the id of the place in which a home lies; of a home by itself its own."""
    return home.parent_id or home.pk


def _invitation(survey: Survey, home: Place, person: Person | None) -> SurveyInvitation:
    reached = person is not None and bool(person.phone or person.email)
    return SurveyInvitation(
        survey=survey, home=home, building_id=building_of(home), person=person, by_message=reached, **new_link()
    )


def _messages(invitations: Iterable[SurveyInvitation], about: str, due_at: datetime, now: datetime) -> Iterator[Notice]:
    for one in invitations:
        if one.by_message:
            yield Notice(
                key=f"{about}-{one.pk}", invitation=one, about=about, channel=OWNER_CHANNEL, made_at=now, due_at=due_at
            )


def _not_before(on: date, survey: Survey, now: datetime) -> datetime:
    return max(now, datetime.combine(on, time(_FIRST_HOUR), ZoneInfo(survey.project.timezone)))
