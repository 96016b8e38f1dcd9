"""Schedules of reports: of which projects one tells whom, to whom it may go, and what became of it (R102, R103)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q, QuerySet

from heed.process.robots import RobotKind
from heed.process.roles import READS_REPORTS
from heed.process.scheduling import SendTimes
from heed.process.words import ReportKind
from heed.queries.access import access_of
from heed.queries.notices.robots import Delivery
from heed.queries.regions import projects_within
from heed.queries.tallies.monthly import reported_projects
from heed.records.models import Account, Notice, Project, ReportSchedule, ReportSending, Robot

#: The kinds of robots that speak to a group.
_FOR_GROUPS = [kind.value for kind in RobotKind if kind.way is None]


def times_of_schedule(schedule: ReportSchedule) -> SendTimes:
    """Return when it is sent."""
    return SendTimes(ReportKind(schedule.report), schedule.day, schedule.minute, schedule.zone)


def projects_of_schedule(schedule: ReportSchedule, *readers: Account) -> list[Project]:
    """Return the projects of the schedule whose reports each of these people may read now, by their codes."""
    within = _within(schedule)
    read = [list(reported_projects(reader)) if reader.is_active else [] for reader in readers]
    both = set.intersection(*({one.pk for one in projects} for projects in read))
    return [one for one in read[0] if one.pk in both and (within is None or one.pk in within)]


def tells_of_all(schedule: ReportSchedule, projects: Iterable[Project]) -> bool:
    """Whether these are all projects that the schedule is for: all of its region, or of the company."""
    within = _within(schedule)
    if within is None:
        within = set(Project.objects.filter(is_active=True).values_list("pk", flat=True))
    return within <= {one.pk for one in projects}


def _within(schedule: ReportSchedule) -> set[int] | None:
    """The projects that it is for; None: all."""
    if schedule.project_id is not None:
        return {schedule.project_id}
    return set(projects_within(schedule.region_id)) if schedule.region_id is not None else None


def may_be_told(robot: Robot, owner: Account, projects: Iterable[Project]) -> bool:
    """Whether a group may have the numbers of these projects: its own project's, or any where it is the company's.

    A group of the company is told by whoever reads the reports of the whole company.
    """
    if not robot.is_active or robot.department_id is not None:
        return False
    if robot.project_id is None:
        return access_of(owner).projects(READS_REPORTS) is None
    return all(one.pk == robot.project_id for one in projects)


def robots_offered(owner: Account) -> QuerySet[Robot]:
    """Return the groups that the account may send reports to: those of its projects, and of the company."""
    groups = Robot.objects.filter(is_active=True, department=None).order_by("project__code", "name", "pk")
    groups = groups.filter(kind__in=_FOR_GROUPS).select_related("project")
    read = access_of(owner).projects(READS_REPORTS)
    return groups if read is None else groups.filter(project__in=read)


def people_offered(owner: Account) -> QuerySet[Account]:
    """Return the colleagues with an e-mail who read the reports of one of the account's projects, by name."""
    read = access_of(owner).projects(READS_REPORTS)
    at = Q() if read is None else Q(duties__project__in=read) | Q(duties__project__isnull=True)
    found = Account.objects.filter(at, is_active=True, by_link=False, duties__role__in=[*READS_REPORTS])
    return found.exclude(email="").distinct().order_by("name", "pk")


def schedules_of(owner: Account) -> QuerySet[ReportSchedule]:
    """Return the schedules of the account, the next one first, and those that are paused or ended last."""
    found = ReportSchedule.objects.filter(owner=owner).select_related("project", "region")
    return found.prefetch_related("people", "robots").order_by(F("next_at").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the report for one receiver: `state` is None where none was sent to it.

    `at`: when it was sent or set aside; where it is delayed, when it is tried again.
    """

    receiver: Account | Robot
    state: Delivery | None
    at: datetime | None = None
    error: str = ""

    @property
    def tone(self) -> str:
        """How it is coloured."""
        return {Delivery.SENT: "good", Delivery.WAITING: "info"}.get(self.state or Delivery.WAITING, "hot")


@dataclass(frozen=True, slots=True)
class ScheduleStanding:
    """A schedule, to whom it goes, the last time that it was due (None: never yet), and what became of it."""

    schedule: ReportSchedule
    receivers: tuple[Account | Robot, ...]
    last: ReportSending | None
    receipts: tuple[Receipt, ...]

    @property
    def undelivered(self) -> list[Receipt]:
        """Those to whom it could not be delivered and is not tried again by itself; none where its owner stopped it."""
        if self.schedule.next_at is None:
            return []
        return [one for one in self.receipts if one.state in (Delivery.ASIDE, Delivery.UNKNOWN)]

    @property
    def failures(self) -> int:
        """How many did not get it, or not yet."""
        return sum(one.state not in (Delivery.SENT, Delivery.WAITING) for one in self.receipts)


def standings_of_schedules(schedules: Iterable[ReportSchedule]) -> list[ScheduleStanding]:
    """Return what became of each; two queries."""
    listed = list(schedules)
    newest = ReportSending.objects.filter(schedule__in=listed).order_by().values("schedule").annotate(key=Max("pk"))
    found = ReportSending.objects.filter(pk__in=newest.values("key"))
    last = {one.schedule_id: one for one in found}
    keys = [key_of(last[one.pk], to) for one in listed if one.pk in last for to in receivers_of(one)]
    notices = {notice.key: notice for notice in Notice.objects.filter(key__in=keys)}
    return [
        ScheduleStanding(
            one, tuple(receivers_of(one)), sending, tuple(_receipts(one, sending, notices)) if sending else ()
        )
        for one in listed
        for sending in [last.get(one.pk)]
    ]


def _receipts(schedule: ReportSchedule, sending: ReportSending, notices: dict[str, Notice]) -> Iterable[Receipt]:
    for receiver in receivers_of(schedule):
        notice = notices.get(key_of(sending, receiver))
        if notice is None:
            if sending.made_at >= schedule.made_at:  # before, it may have gone to others
                yield Receipt(receiver, None)
        else:
            state = Delivery.of(notice)
            again_at = notice.due_at if state is Delivery.DELAYED else None
            yield Receipt(receiver, state, notice.sent_at or notice.failed_at or again_at, notice.error)


def undelivered_of(schedule: ReportSchedule) -> list[Notice]:
    """Return the notices of its last report that were set aside; two queries and those of its receivers."""
    last = schedule.sendings.order_by("-pk").first()
    keys = [key_of(last, receiver) for receiver in receivers_of(schedule)] if last else []
    return list(Notice.objects.filter(key__in=keys, failed_at__isnull=False, sent_at__isnull=True))


def receivers_of(schedule: ReportSchedule) -> list[Account | Robot]:
    """Return the people and the groups that it goes to."""
    return [*schedule.people.all(), *schedule.robots.all()]


def key_of(sending: ReportSending, receiver: Account | Robot) -> str:
    """Return the key of the notice that brings the report to this receiver."""
    return f"report-{sending.pk}-{'robot' if isinstance(receiver, Robot) else 'account'}{receiver.pk}"
