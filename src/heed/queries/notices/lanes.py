"""The lanes of delivery: the mail server, each robot and surveys have one each, so that none waits for another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When
from django.db.models.functions import Coalesce

from heed.process.preferences import NoticeWay
from heed.process.robots import CARRIERS, RobotKind
from heed.records.models import Notice, Robot
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL

#: The lanes of the mail server, of notices that nothing carries, and of what asks homes to answer a survey.
MAIL, NOTHING, SURVEYS = "mail", "nothing", "surveys"
_OF_SURVEYS = Q(invitation__isnull=False)
_OWNERS_MAIL = Q(complaint__contact__contains="@") | Q(sign_up__contact__contains="@")
_BY_MAIL = Q(channel=NoticeWay.MAIL.value) | _OWNERS_MAIL & Q(channel=OWNER_CHANNEL)


@dataclass
class Lane:
    """The due notices of one sender: its name, how many wait, and which they are."""

    name: str
    waiting: int = 0
    which: Q = field(default_factory=Q)


def due_notices(now: datetime) -> QuerySet[Notice]:
    """Return the notices that may be claimed at this time, in no order."""
    found = Notice.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))
    return found.filter(sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True, due_at__lte=now)


def lanes(now: datetime) -> list[Lane]:
    """Return the lanes in which notices are due: one query where none is, else two."""
    by_mail = Case(When(_BY_MAIL, then=True), default=False)
    project = Coalesce("complaint__project", "sign_up__day__project")
    of_survey = Case(When(_OF_SURVEYS, then=True), default=False)
    groups = due_notices(now).order_by().values_list("channel", "robot", project, by_mail, of_survey)
    found: dict[str, Lane] = {}
    carriers: list[Robot] | None = None
    for channel, robot, project, mailed, surveying, waiting in groups.annotate(waiting=Count("pk")):
        if surveying:
            lane = found.setdefault(SURVEYS, Lane(SURVEYS, which=_OF_SURVEYS))
        elif mailed:
            lane = found.setdefault(MAIL, Lane(MAIL, which=_BY_MAIL))
        else:
            carriers = list(Robot.objects.filter(is_active=True)) if carriers is None else carriers
            name = _name(channel, robot, project, carriers)
            lane = found.setdefault(name, Lane(name))
            lane.which |= Q(channel=channel, robot=robot) & _of_project(project) & ~_BY_MAIL & ~_OF_SURVEYS
        lane.waiting += waiting
    return list(found.values())


def _of_project(project: int | None) -> Q:
    of_complaint = Q(complaint__project=project, sign_up__isnull=True)
    return of_complaint if project is None else of_complaint | Q(sign_up__day__project=project)


def _name(channel: str, robot: int | None, project: int | None, carriers: Iterable[Robot]) -> str:
    if channel == ROBOT_CHANNEL:
        return f"robot {robot}"
    kind = RobotKind.SMS if channel == OWNER_CHANNEL else _carried_by(channel)
    carrier = carrier_of(carriers, kind, project, owners=channel == OWNER_CHANNEL) if kind else None
    return f"robot {carrier.pk}" if carrier else NOTHING


def _carried_by(channel: str) -> RobotKind | None:
    return CARRIERS.get(NoticeWay(channel)) if channel in NoticeWay._value2member_map_ else None


def carrier_of(active: Iterable[Robot], kind: RobotKind, project: int | None, *, owners: bool = False) -> Robot | None:
    """Return the robot of this kind for messages of a project: its own before the company's; None for none."""
    fitting = (
        robot
        for robot in active
        if robot.kind == kind.value and robot.project_id in (None, project) and (robot.owners or not owners)
    )
    return min(fitting, key=lambda robot: (robot.project_id is None, robot.pk), default=None)
