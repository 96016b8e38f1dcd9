"""Robots and the company's wording: changing them, and the rate limits of robots across workers and restarts."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.record.audit import record_event
from heed.insight.networks import host_may_be_called
from heed.process.case import Refusal
from heed.process.robots import PRIVATE_ADDRESS, RobotKind, free_at
from heed.process.words import N_, AuditKind
from heed.records.models import Account, Phrase, Project, Robot

#: The columns of a robot that may be changed; an empty address or secret keeps the present one.
FACTS = ("name", "project", "department", "language", "only_late", "owners", "per_minute", "is_active")
SECRETS = ("address", "secret")


def reserve_slot(robot: Robot, at: datetime | None = None, *, sparing: bool = False) -> datetime | None:
    """Reserve one message within the rate limit and return None, or return the instant at which it is possible.

    `sparing`: within half of the limit, for what is not urgent and comes by thousands; the other half stays free.
    A conditional update of the robot's row, repeated where another worker was faster, so that all workers together keep
    the limit.
    """
    while True:
        now = at or timezone.now()
        row = Robot.objects.only("kind", "per_minute", "turn", "recent", "blocked_until").get(pk=robot.pk)
        if row.blocked_until is not None and row.blocked_until > now:
            return row.blocked_until
        windows = RobotKind(row.kind).limits.windows(row.per_minute)
        free = free_at(row.recent, _narrowed(windows, sparing=sparing), now.timestamp())
        if free > now.timestamp():
            return datetime.fromtimestamp(free, UTC)
        most = max(count for count, _ in windows)
        recent = sorted([*row.recent, now.timestamp()])[-most:]
        if Robot.objects.filter(pk=row.pk, turn=row.turn).update(turn=F("turn") + 1, recent=recent):
            return None


def _narrowed(windows: tuple[tuple[int, float], ...], *, sparing: bool) -> tuple[tuple[int, float], ...]:
    return tuple((max(1, count // 2), seconds) for count, seconds in windows) if sparing else windows


def block(robot: Robot, seconds: float, at: datetime | None = None) -> datetime:
    """Send nothing to this robot for so many seconds, as its server demands; return the instant of the end."""
    until = (at or timezone.now()) + timedelta(seconds=seconds)
    Robot.objects.filter(Q(blocked_until__isnull=True) | Q(blocked_until__lt=until), pk=robot.pk).update(
        blocked_until=until
    )
    return until


@transaction.atomic
def save_robot(robot: Robot | None = None, *, by: Account, at: datetime | None = None, **facts: Any) -> Robot:
    """Create or change a robot and return it. Raises Refused where a limit or a department does not fit."""
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
    record_event(AuditKind.CHANNEL, by=by, at=at, facts={"kind": robot.kind, "name": robot.name})
    return robot


def _refuse(robot: Robot, kind: RobotKind) -> None:
    most = kind.limits.per_minute
    if not 1 <= robot.per_minute <= most:
        raise Refused(
            [Refusal(N_("This type accepts at most %(most)s messages a minute."), "per_minute", {"most": most})]
        )
    if not host_may_be_called(urlsplit(robot.address).hostname or "", settings.HEED_ROBOT_NETWORKS):
        raise Refused([Refusal(PRIVATE_ADDRESS, "address")])
    if robot.department is not None and robot.department.project_id != robot.project_id:
        raise Refused([Refusal(N_("This department belongs to another project."), "department")])
    if kind in (RobotKind.DINGTALK, RobotKind.WEBHOOK) and not robot.secret:
        raise Refused([Refusal(N_("Without the secret, the receiver cannot verify that a message is ours."), "secret")])


def mark_projects_with_robots() -> None:
    """Record in every project whether it has a robot, after a robot changed or a project was added."""
    listening = Robot.objects.filter(is_active=True).exclude(kind__in=[kind.value for kind in RobotKind if kind.way])
    here = listening.filter(Q(project=OuterRef("pk")) | Q(project__isnull=True))
    Project.objects.filter(Exists(here), has_robots=False).update(has_robots=True)
    Project.objects.filter(~Exists(here), has_robots=True).update(has_robots=False)


def save_wording(
    kind: str, form: str, language: str, *, by: Account, subject: str, text: str, at: datetime | None = None
) -> Phrase:
    """Save a new version of a wording and return it; without a text the default wording applies again.

    The caller checks that it contains only known fields.
    """
    subject = subject if text else ""
    return Phrase.objects.create(
        kind=kind, form=form, language=language, subject=subject, text=text, made_by=by, made_at=at or timezone.now()
    )
