"""Everything that is on record of a person, for those who answer for it."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from heed.insight.phones import is_dialled_as, national_digits
from heed.insight.search_query import parse_query
from heed.queries.access import of_projects
from heed.queries.complaints.search import answering
from heed.queries.held import held_reports_of
from heed.queries.privacy.duty import DataDuty
from heed.queries.privacy.holds import holds_on_person
from heed.queries.privacy.seats import seats_of
from heed.queries.record.export import kept_files
from heed.records.models import (
    Attachment,
    Call,
    Complaint,
    Consent,
    DataRequest,
    HeldReport,
    LegalHold,
    Notice,
    Occupancy,
    OldComplaint,
    Person,
    Reception,
    Representative,
    SignUp,
    Summons,
    SurveyAnswer,
    Vulnerability,
)
from heed.records.models.notice import OWNER_CHANNEL

#: Fewer digits are no telephone number; so many matters without a name are compared by their telephone.
_FEWEST_DIGITS, _MOST_UNNAMED = 7, 50


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is on record of a person at the projects of a duty.

    `unnamed`: matters told with the same telephone that name no resident. `seats`: sign-ups to reception days. `held`:
    reports that wait for a look or were refused.
    `hidden`: how many matters, homes and sign-ups are of other projects or about the reader: another colleague
    answers for those.
    """

    person: Person
    homes: list[Occupancy]
    vulnerability: Vulnerability | None
    representative: Representative | None
    complaints: list[Complaint]
    unnamed: list[Complaint]
    hidden: int
    files: list[Attachment]
    calls: list[Call]
    visits: list[Reception]
    summonses: list[Summons]
    seats: list[SignUp]
    held: list[HeldReport]
    old: list[OldComplaint]
    answers: list[SurveyAnswer]
    messages: int
    consents: list[Consent]
    requests: list[DataRequest]
    holds: list[LegalHold] = field(default_factory=list)


def holdings_of(person: Person, duty: DataDuty) -> Holdings:
    """Return everything of a person that the duty reaches; some twenty queries, however much there is."""
    complaints = list(duty.complaints().filter(person=person).select_related("project", "place").order_by("-pk"))
    ids = [complaint.pk for complaint in complaints]
    homes = Occupancy.objects.filter(person=person).select_related("place__project").order_by("until_on", "pk")
    here = of_projects(homes, duty.answers, "place__project")
    seats = seats_of(person, homes)
    seats_here = [one for one in seats if duty.answers is None or one.day.project_id in duty.answers]
    hidden = Complaint.objects.filter(person=person).count() - len(ids) + homes.count() - here.count()
    hidden += len(seats) - len(seats_here)
    return Holdings(
        person=person,
        homes=list(here),
        vulnerability=Vulnerability.objects.filter(person=person).first(),
        representative=Representative.objects.filter(person=person).first(),
        complaints=complaints,
        unnamed=unnamed_of(person, duty.complaints().filter(person__isnull=True, erased_at__isnull=True)),
        hidden=hidden,
        files=list(kept_files(ids)),
        calls=list(of_projects(Call.objects.filter(person=person), duty.answers).order_by("-rang_at")),
        visits=list(of_projects(Reception.objects.filter(person=person), duty.answers).order_by("-arrived_at")),
        summonses=list(_summonses(person, duty)),
        seats=seats_here,
        held=list(of_projects(held_reports_of(person), duty.answers)),
        old=list(of_projects(OldComplaint.objects.filter(person=person), duty.answers).order_by("-received_on")),
        answers=list(_answers(person, duty)),
        messages=Notice.objects.filter(complaint__in=ids, channel=OWNER_CHANNEL).count(),
        consents=list(Consent.objects.filter(person=person).select_related("recorded_by").order_by("-pk")),
        requests=list(duty.requests().filter(person=person).select_related("answered_by").order_by("-pk")),
        holds=holds_on_person(person, timezone.localdate()),
    )


def unnamed_of(person: Person, among: QuerySet[Complaint]) -> list[Complaint]:
    """Return the complaints among these that were told with the person's telephone; by the search index."""
    numbers = [number for number in national_digits(person.phone) if len(number) >= _FEWEST_DIGITS]
    if not numbers:
        return []
    found = answering(among, parse_query(numbers[0])).select_related("project")
    return [one for one in found[:_MOST_UNNAMED] if _is_called_at(one.contact, numbers)]


def _is_called_at(contact: str, numbers: list[str]) -> bool:
    return any(is_dialled_as(number, known) for known in national_digits(contact) for number in numbers)


def _answers(person: Person, duty: DataDuty) -> QuerySet[SurveyAnswer]:
    found = SurveyAnswer.objects.filter(invitation__person=person).select_related("invitation")
    return of_projects(found, duty.answers, "invitation__survey__project").order_by("-pk")


def _summonses(person: Person, duty: DataDuty) -> QuerySet[Summons]:
    found = Summons.objects.filter(reception__person=person) | Summons.objects.filter(call__person=person)
    return of_projects(found, duty.answers).order_by("-asked_at")
