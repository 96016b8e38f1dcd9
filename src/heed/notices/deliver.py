"""Sending one notice: its message, its address, and the transport or robot for it."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from heed.actions.complaints.owner_codes import OWNER_CODE
from heed.actions.complaints.owner_number import OWNER_NUMBER
from heed.actions.notices import delivery, robots
from heed.actions.residents.own_home import HOME_CODE
from heed.config.environment import NO_MAIL_SERVER
from heed.insight.phones import is_telephone
from heed.notices import adapters, messages
from heed.notices.home_code import code_behind
from heed.notices.mail import Mail
from heed.notices.stand_in import StandIn
from heed.notices.survey_message import survey_contact
from heed.notices.transport import Message, Undeliverable, register, transport_for
from heed.notices.writers import record_going_out
from heed.process.preferences import NoticeWay, Wishes
from heed.process.robots import CARRIERS, RobotKind
from heed.process.words import N_
from heed.queries.notices.lanes import carrier_of
from heed.queries.notices.reach import lacks_gateway, owner_address
from heed.queries.privacy.consents import has_withdrawn_messages
from heed.records.models import Complaint, Notice, Robot
from heed.records.models.notice import OWNER_CHANNEL, ROBOT_CHANNEL

#: Sends a message that has been prepared.
Sending = Callable[[], object]
NO_ADDRESS = N_("There is no contact address any more.")
DEMO = N_("The demo sends no messages.")
CLOSED = N_("This account is closed.")
SWITCHED_OFF = N_("This notification channel is switched off.")
NO_TRANSPORT = N_("Notifications cannot be sent yet to this kind of contact, such as a telephone number.")

#: Messages that the owner asked for a moment ago: they go to the contact that was given, whatever was withdrawn.
_ASKED_FOR = (OWNER_CODE, OWNER_NUMBER, HOME_CODE)
CONSENT_WITHDRAWN = N_("The owner has withdrawn the consent to messages of this kind.")

register(StandIn())
register(Mail())


def reserve(notice: Notice, at: datetime | None = None) -> datetime | None:
    """Reserve the rate limit of the robot that sends it, for a survey half of it.

    Returns None, or the instant at which it is possible.
    """
    robot = robot_for(notice)
    if robot is None or settings.HEED_DEMO:
        return None
    return robots.reserve_slot(robot, at, sparing=notice.invitation_id is not None)


def robot_for(notice: Notice) -> Robot | None:
    """Return the robot that sends a notice; None for an e-mail."""
    if notice.channel == ROBOT_CHANNEL:
        return notice.robot
    if notice.channel in CARRIERS:
        return _carrier(CARRIERS[NoticeWay(notice.channel)], notice)
    if notice.channel == OWNER_CHANNEL and is_telephone(owners_contact(notice)):
        return _carrier(RobotKind.SMS, notice, owners=True)
    return None


def owners_contact(notice: Notice) -> str:
    """Return the contact of the owner to whom a notice goes; "" for one that goes to no owner."""
    if notice.invitation is not None:
        return survey_contact(notice.invitation)
    if notice.sign_up is not None:
        return notice.sign_up.contact.strip()
    if notice.about == HOME_CODE:
        return code_behind(notice).person.phone.strip()
    if notice.complaint is None:
        return ""
    return notice.complaint.contact.strip() if notice.about in _ASKED_FOR else owner_address(notice.complaint)


def project_of(notice: Notice) -> int | None:
    """Return the project of what a notice is about; None where it is about none."""
    if notice.sign_up is not None:
        return notice.sign_up.day.project_id
    if notice.invitation is not None:
        return notice.invitation.survey.project_id
    if notice.about == HOME_CODE:
        return code_behind(notice).project_id
    return notice.complaint.project_id if notice.complaint else None


def way_to_owner(complaint: Complaint) -> NoticeWay | None:
    """Return the way by which messages reach the contact of an owner now; None where no transport for it is set up."""
    contact = complaint.contact.strip()
    if is_telephone(contact):
        return None if lacks_gateway(complaint) else NoticeWay.SMS
    has_server = settings.HEED_DEMO or settings.EMAIL_BACKEND != NO_MAIL_SERVER
    return NoticeWay.MAIL if has_server and transport_for(contact) else None


def send(notice: Notice) -> None:
    """Send a notice now, outside any transaction. Raises SendFailed or one of its subclasses."""
    submit = _prepare(notice)
    if settings.HEED_DEMO and not is_stood_in(notice):
        raise Undeliverable(DEMO)
    if delivery.start_sending(notice):
        record_going_out(notice)
        submit()


def is_stood_in(notice: Notice) -> bool:
    """Whether the stand-in gateway of a demo takes it: what goes to owners and to people who work by links."""
    return notice.channel == OWNER_CHANNEL or (notice.account is not None and notice.account.by_link)


def _prepare(notice: Notice) -> Sending:
    if notice.channel == OWNER_CHANNEL:
        return _to_owner(notice)
    if notice.channel == ROBOT_CHANNEL:
        robot = notice.robot
        if robot is None or not robot.is_active:
            raise Undeliverable(SWITCHED_OFF)
        letter = messages.to_staff(delivery.collect(notice), robot.language, "")
        return lambda: adapters.send(robot, letter)
    if notice.channel in NoticeWay._value2member_map_ and notice.account is not None:
        return _to_person(notice, NoticeWay(notice.channel))
    raise Undeliverable(N_("No sender is set up for this channel."))


def _to_owner(notice: Notice) -> Sending:
    message = messages.to_owner(notice)
    if notice.about not in _ASKED_FOR and has_withdrawn_messages(_person_of(notice), message.address):
        raise Undeliverable(CONSENT_WITHDRAWN)
    if not message.address:
        raise Undeliverable(NO_ADDRESS)
    transport = transport_for(message.address)
    if transport is not None:
        return lambda: transport.send(message)
    robot = robot_for(notice)
    if robot is None:
        raise Undeliverable(NO_TRANSPORT)
    return lambda: adapters.send(robot, message)


def _person_of(notice: Notice) -> int | None:
    """The id of the resident to whom a notice goes, where one is known."""
    whose = notice.invitation or notice.complaint
    return whose.person_id if whose is not None else None


def _to_person(notice: Notice, way: NoticeWay) -> Sending:
    account = notice.account
    assert account is not None
    if not account.is_active:
        raise Undeliverable(CLOSED)
    given = dict(Wishes.of(account.wishes).addresses)
    address = {NoticeWay.MAIL: account.email, NoticeWay.SMS: account.phone}.get(way, given.get(way.value, "")).strip()
    address = notice.facts.get("address", address)  # that of before, where a colleague changed it
    if not address:
        raise Undeliverable(NO_ADDRESS)
    letter = messages.to_staff(delivery.collect(notice), account.language, address)
    if way is NoticeWay.MAIL or (settings.HEED_DEMO and is_stood_in(notice)):
        return lambda: _by_transport(letter)
    robot = robot_for(notice)
    if robot is None:
        raise Undeliverable(N_("No notification channel for this kind of message exists any more."))
    return lambda: adapters.send(robot, letter)


def _by_transport(message: Message) -> None:
    transport = transport_for(message.address)
    if transport is None:
        raise Undeliverable(NO_TRANSPORT)
    transport.send(message)


def _carrier(kind: RobotKind, notice: Notice, *, owners: bool = False) -> Robot | None:
    """Return the active robot of this kind for the notice: the project's own before the company's; None for none."""
    project = project_of(notice)
    return carrier_of(Robot.objects.filter(kind=kind.value, is_active=True), kind, project, owners=owners)
