"""Sending one notice: its words, its address and a way that reaches it."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from heed.actions.notices import delivery, robots
from heed.notices import adapters, messages
from heed.notices.mail import Mail
from heed.notices.transport import Letter, NeverSent, register, transport_for
from heed.process.preferences import NoticeWay, Wishes
from heed.process.robots import CARRIERS, RobotKind
from heed.process.words import N_
from heed.records.models import Notice, Robot
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL

#: Makes a letter and the call that hands it over.
Sending = Callable[[], object]
NO_ADDRESS = N_("There is no address any more.")
NO_WAY = N_("There is no way yet to send to this kind of address, such as a telephone number.")

register(Mail())


def turn(notice: Notice, at: datetime | None = None) -> datetime | None:
    """Take the room for it at the robot that it goes by, or give the instant at which there will be some."""
    robot = robot_of(notice)
    return robots.take_turn(robot, at) if robot is not None and not settings.HEED_DEMO else None


def robot_of(notice: Notice) -> Robot | None:
    """The robot that it goes by; None for a letter."""
    if notice.channel == ROBOT_CHANNEL:
        return notice.robot
    if notice.channel in CARRIERS:
        return _carrier(CARRIERS[NoticeWay(notice.channel)], notice)
    if notice.channel == OWNER_CHANNEL and notice.complaint is not None and _is_telephone(notice.complaint.contact):
        return _carrier(RobotKind.SMS, notice, owners=True)
    return None


def send(notice: Notice) -> None:
    """Send it now, outside any transaction. Raises NotSent (try again later), Lost, or NeverSent (of no use)."""
    hand_over = _prepared(notice)
    if settings.HEED_DEMO:
        raise NeverSent(N_("The demo sends nothing to anybody."))
    if delivery.go(notice):
        hand_over()


def _prepared(notice: Notice) -> Sending:
    if notice.channel == OWNER_CHANNEL:
        return _to_owner(notice)
    if notice.channel == ROBOT_CHANNEL:
        robot = notice.robot
        if robot is None or not robot.is_active:
            raise NeverSent(N_("This robot is switched off."))
        letter = messages.to_staff([notice], robot.language, "")
        return lambda: adapters.send(robot, letter)
    if notice.channel in NoticeWay._value2member_map_ and notice.account is not None:
        return _to_person(notice, NoticeWay(notice.channel))
    raise NeverSent(N_("Nothing sends notices on this channel."))


def _to_owner(notice: Notice) -> Sending:
    letter = messages.to_owner(notice)
    if not letter.address:
        raise NeverSent(NO_ADDRESS)
    transport = transport_for(letter.address)
    if transport is not None:
        return lambda: transport.send(letter)
    robot = robot_of(notice)
    if robot is None:
        raise NeverSent(NO_WAY)
    return lambda: adapters.send(robot, letter)


def _to_person(notice: Notice, way: NoticeWay) -> Sending:
    account = notice.account
    assert account is not None
    if not account.is_active:
        raise NeverSent(N_("This account is closed."))
    given = dict(Wishes.of(account.wishes).addresses)
    address = {NoticeWay.MAIL: account.email, NoticeWay.SMS: account.phone}.get(way, given.get(way.value, "")).strip()
    if not address:
        raise NeverSent(NO_ADDRESS)
    letter = messages.to_staff(delivery.gather(notice), account.language, address)
    if way is NoticeWay.MAIL:
        return lambda: _by_mail(letter)
    robot = robot_of(notice)
    if robot is None:
        raise NeverSent(N_("No robot carries messages of this kind any more."))
    return lambda: adapters.send(robot, letter)


def _by_mail(letter: Letter) -> None:
    transport = transport_for(letter.address)
    if transport is None:
        raise NeverSent(NO_WAY)
    transport.send(letter)


def _carrier(kind: RobotKind, notice: Notice, **more: bool) -> Robot | None:
    """The active robot that carries messages of this kind to people: the project's own before the company's."""
    project = notice.complaint.project_id if notice.complaint else None
    here = Q(project__isnull=True) | Q(project=project) if project else Q(project__isnull=True)
    found = Robot.objects.filter(here, kind=kind.value, is_active=True, **more)
    return min(found, key=lambda robot: (robot.project_id is None, robot.pk), default=None)


def _is_telephone(contact: str) -> bool:
    digits = [letter for letter in contact if letter.isdigit()]
    return len(digits) >= 6 and all(letter.isdigit() or letter in "+-() ." for letter in contact.strip())
