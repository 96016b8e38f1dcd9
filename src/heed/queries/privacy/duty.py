"""Who answers for personal data: the director and the manager of an estate; others read the table of purposes."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from heed.process.roles import ANSWERS_DATA_REQUESTS, READS_DATA_TABLE
from heed.queries.access import Access, Projects, access_of, of_projects, roles_of
from heed.records.models import Account, Complaint, DataRequest, LegalHold, Person, Project


@dataclass(frozen=True, slots=True)
class DataDuty:
    """What an account does for data protection. `answers`: the projects whose requests it answers (None: every one)."""

    access: Access
    answers: Projects
    reads: bool

    @property
    def answers_anywhere(self) -> bool:
        """Whether the account answers requests of any project."""
        return self.answers is None or bool(self.answers)

    def projects(self) -> QuerySet[Project]:
        """Return the managed projects whose requests the account answers, by code."""
        return of_projects(Project.objects.filter(is_active=True), self.answers, "pk").order_by("code")

    def people(self) -> QuerySet[Person]:
        """Return the people who live, lived or complained at those projects, and were not erased."""
        whole = Person.objects.filter(erased_at__isnull=True)
        if self.answers is None:
            return whole
        lived = Q(occupancies__place__project__in=self.answers) | Q(complaints__project__in=self.answers)
        return whole.filter(lived).distinct()

    def complaints(self) -> QuerySet[Complaint]:
        """Return the complaints of those projects, but none that is about the account itself (C3)."""
        return self.access.without_own_conflicts(of_projects(Complaint.objects.all(), self.answers))

    def requests(self) -> QuerySet[DataRequest]:
        """Return the requests at those projects."""
        return of_projects(DataRequest.objects.all(), self.answers)

    def holds(self) -> QuerySet[LegalHold]:
        """Return the legal holds at those projects."""
        return of_projects(LegalHold.objects.all(), self.answers)


def data_duty_of(account: Account) -> DataDuty:
    """Return what the account does for data protection; one query at most."""
    access = access_of(account)
    reads = not roles_of(account).isdisjoint(role.value for role in READS_DATA_TABLE)
    return DataDuty(access, access.projects(ANSWERS_DATA_REQUESTS), reads)
