"""Robots and wording: what Setup changes, and the turns that robots give, kept across workers and restarts."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.robots import RobotKind, free_at
from heed.process.words import N_
from heed.records.models import Account, Phrase, Project, Robot

#: What of a robot may be changed; an empty address or secret leaves the one that is there.
FACTS = ("name", "project", "department", "language", "only_late", "owners", "per_minute", "is_active")
SECRETS = ("address", "secret")


def reserve_slot(robot: Robot, at: datetime | None = None) -> datetime | None:
    """Take the room for one message, or give the instant at which there will be some.

    A conditional update of the robot's row, tried again where another worker was quicker: however many send, together
    they keep to the limit.
    """
    while True:
        now = at or timezone.now()
        row = Robot.objects.only("kind", "per_minute", "turn", "recent", "blocked_until").get(pk=robot.pk)
        if row.blocked_until is not None and row.blocked_until > now:
            return row.blocked_until
        windows = RobotKind(row.kind).limits.windows(row.per_minute)
        free = free_at(row.recent, windows, now.timestamp())
        if free > now.timestamp():
            return datetime.fromtimestamp(free, UTC)
        most = max(count for count, _ in windows)
        recent = sorted([*row.recent, now.timestamp()])[-most:]
        if Robot.objects.filter(pk=row.pk, turn=row.turn).update(turn=F("turn") + 1, recent=recent):
            return None


def block(robot: Robot, seconds: float, at: datetime | None = None) -> datetime:
    """The other side says that it is too much: nothing goes to this robot for so long."""
    until = (at or timezone.now()) + timedelta(seconds=seconds)
    Robot.objects.filter(Q(blocked_until__isnull=True) | Q(blocked_until__lt=until), pk=robot.pk).update(
        blocked_until=until
    )
    return until


@transaction.atomic
def save_robot(robot: Robot | None = None, *, by: Account, at: datetime | None = None, **facts: Any) -> Robot:
    """A new robot, or other facts of one. Raises Refused where a limit or a department does not fit."""
    robot = robot or Robot(kind=facts["kind"], made_by=by, made_at=at or timezone.now())
    kind = RobotKind(robot.kind)
    for name in FACTS:
        if name in facts:
            setattr(robot, name, facts[name])
    for name in SECRETS:
        if facts.get(name):
            setattr(robot, name, facts[name])
    if kind.way is not None:
        robot.department = None
    robot.owners = robot.owners and kind is RobotKind.SMS
    _refuse(robot, kind)
    if robot.pk:
        robot.save(update_fields=[*FACTS, *SECRETS])
    else:
        robot.save()
    mark_projects_with_robots()
    return robot


def _refuse(robot: Robot, kind: RobotKind) -> None:
    most = kind.limits.per_minute
    if not 1 <= robot.per_minute <= most:
        raise Refused(
            [Refusal(N_("This kind takes at most %(most)s messages a minute."), "per_minute", {"most": most})]
        )
    if robot.department is not None and robot.department.project_id != robot.project_id:
        raise Refused([Refusal(N_("This department works at another project."), "department")])
    if kind in (RobotKind.DINGTALK, RobotKind.WEBHOOK) and not robot.secret:
        raise Refused([Refusal(N_("Without its secret nobody can tell that a message is ours."), "secret")])


def mark_projects_with_robots() -> None:
    """Put down with every project whether a robot listens there: after one was changed, or a project was added."""
    listening = Robot.objects.filter(is_active=True).exclude(kind__in=[kind.value for kind in RobotKind if kind.way])
    here = listening.filter(Q(project=OuterRef("pk")) | Q(project__isnull=True))
    Project.objects.filter(Exists(here), has_robots=False).update(has_robots=True)
    Project.objects.filter(~Exists(here), has_robots=True).update(has_robots=False)


def save_wording(
    kind: str, form: str, language: str, *, by: Account, subject: str, text: str, at: datetime | None = None
) -> Phrase:
    """A new version of how this is worded; without a text the wording is Heed's own again.

    Whoever calls has seen to it that only known fields stand in it.
    """
    subject = subject if text else ""
    return Phrase.objects.create(
        kind=kind, form=form, language=language, subject=subject, text=text, made_by=by, made_at=at or timezone.now()
    )
