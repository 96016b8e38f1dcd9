"""From a notice to a message: its kind, the values of its fields, the wording of the company or the default."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from heed.actions.complaints.owner_codes import OWNER_CODE
from heed.actions.complaints.owner_number import OWNER_NUMBER
from heed.actions.residents.own_home import HOME_CODE
from heed.actions.staff.passwords import PASSWORD_LINK
from heed.notices.day_message import day_message
from heed.notices.home_code import home_code_message
from heed.notices.kinds import Form, default_wording, fill
from heed.notices.leading import path_of
from heed.notices.message_id import message_id
from heed.notices.owner_code import code_message
from heed.notices.owner_number import number_message
from heed.notices.password_link import link_message
from heed.notices.survey_message import survey_message
from heed.notices.transport import Message
from heed.notices.visit_words import visit_words
from heed.notices.wording import due_at, headline
from heed.notices.writers import writer_for
from heed.process.moves import MOVES
from heed.process.moves.asking import ANSWER_QUESTIONNAIRE, SEND_QUESTIONNAIRE
from heed.process.robots import RobotKind
from heed.process.words import ClockKind
from heed.queries.notices.reach import owner_address
from heed.queries.orders.by_link import open_link
from heed.records.models import Complaint, Notice, OrderLink, Phrase
from heed.records.owner_keys import link_secret_of

#: Bytes of a robot's message that are kept for what stands before and after its list.
ROOM_AROUND = 300


def kind_of(notice: Notice) -> str:
    """Return the kind of notice, which decides its wording."""
    if notice.account_id is None and notice.robot_id is None:
        return "owner"
    if notice.account is not None and notice.account.by_link:
        return "contractor"
    move = MOVES.get(notice.about)
    if move is not None and move.escalates and notice.facts.get("clock"):
        return "escalated"
    if notice.facts.get("danger"):
        return "danger"
    if notice.about == "asked_over":
        return "summons"
    return notice.about if notice.about in ("warned", "breached", "escalated", "summons") else "move"


def to_owner(notice: Notice) -> Message:
    """Return the message to the owner about a move, or with a code, in the owner's language."""
    if notice.sign_up is not None:
        return day_message(notice, notice.sign_up)
    if notice.invitation is not None:
        return survey_message(notice, notice.invitation)
    if notice.about == OWNER_CODE:
        return code_message(notice)
    if notice.about == HOME_CODE:
        return home_code_message(notice)
    complaint = notice.complaint
    assert complaint is not None
    if notice.about == OWNER_NUMBER:
        return number_message(notice, follow_link(complaint))
    return _message_of_one("owner", notice, complaint.language, owner_address(complaint))


def to_staff(notices: list[Notice], language: str, address: str) -> Message:
    """Return the message to a staff member or a robot; one message lists several notices."""
    first = notices[0]
    if first.about == PASSWORD_LINK:
        return link_message(first, address)
    if (write := writer_for(first)) is not None:
        return write(first, language, address)
    if len(notices) == 1:
        return _message_of_one(kind_of(first), first, language, address)
    with translation.override(language):
        listed, link = _listed(notices)
        values = {"count": str(len(notices)), "list": listed, "link": link}
        return _message("collected", first, language, address, values)


def _listed(notices: list[Notice]) -> tuple[str, str]:
    """Return the notices one a line, and the link to all of them: the inbox of a person. A group has no inbox: each
    line is followed by its own link, and what its robot has no room for is counted."""
    robot = notices[0].robot
    if robot is None:
        return "\n".join(f"· {headline(notice)}" for notice in notices), _inbox()
    room = RobotKind(robot.kind).limits.bytes - ROOM_AROUND
    lines: list[str] = []
    for notice in notices:
        line = f"· {headline(notice)}\n  {_page(notice)}"
        room -= len(line.encode()) + 1
        if room < 0:
            lines.append(_("· and %(count)s more") % {"count": len(notices) - len(lines)})
            break
        lines.append(line)
    return "\n".join(lines), settings.HEED_URL + reverse("oversight:list")


def _message_of_one(kind: str, notice: Notice, language: str, address: str) -> Message:
    with translation.override(language):
        return _message(kind, notice, language, address, values_of(kind, notice))


def _message(kind: str, notice: Notice, language: str, address: str, values: dict[str, str]) -> Message:
    subject, text = (fill(template, values) for template in wording_for(kind, Form.LETTER, language))
    short = fill(wording_for(kind, Form.SHORT, language)[1], values)
    return Message(
        id=message_id(notice),
        address=address,
        language=language,
        subject=" ".join(subject.split()),
        text=text,
        short=short,
        facts=_facts(kind, notice, values),
    )


def wording_for(kind: str, form: Form, language: str) -> tuple[str, str]:
    """Return subject and text as the company words them, else the default in the active language."""
    own = Phrase.objects.filter(kind=kind, form=form.value, language=language).order_by("-pk").first()
    if own is None or not own.text:
        return default_wording(kind, form)
    return own.subject or default_wording(kind, form)[0], own.text


def values_of(kind: str, notice: Notice) -> dict[str, str]:
    """Return the values of the fields in the active language; nothing personal is among them."""
    complaint, facts = notice.complaint, notice.facts
    project = complaint.project if complaint else None
    due = due_at(notice)
    zone = ZoneInfo(project.timezone if project else settings.TIME_ZONE)
    return {
        "number": str(complaint.number if complaint else facts.get("number", "")),
        "project": project.name if project else str(facts.get("project", "")),
        "clock": _(ClockKind(facts["clock"]).label) if facts.get("clock") else "",
        "due": _local_time(due, zone),
        "hotline": project.hotline if project else "",
    } | _VALUES.get(kind, _values_for_staff)(notice)


def _values_for_owner(notice: Notice) -> dict[str, str]:
    assert notice.complaint is not None
    move = MOVES.get(notice.about)
    sees = move.owner_sees if move else None
    happened = _(sees.if_by_staff or sees.text) if sees else _("There is news")
    return {
        "news": "",
        "move": visit_words(notice) or happened,
        "link": _asked_at(notice) or follow_link(notice.complaint),
    }


def _asked_at(notice: Notice) -> str:
    """Return the address of the questions that the owner is asked by this notice; "" where it asks none."""
    complaint = notice.complaint
    if complaint is None or notice.about != SEND_QUESTIONNAIRE.name or complaint.link_revoked_at is not None:
        return ""
    return f"{follow_link(complaint)}{ANSWER_QUESTIONNAIRE.name}/"


def _values_for_staff(notice: Notice) -> dict[str, str]:
    move = MOVES.get(notice.about)
    return {"news": headline(notice), "move": _(move.label) if move else "", "link": _page(notice)}


def _values_for_contractor(notice: Notice) -> dict[str, str]:
    """The values for a person of a contractor: the link of the order, and when it is due; without a link neither."""
    assert notice.account is not None
    assert notice.complaint is not None
    link = open_link(notice.account, notice.complaint, notice.facts.get("order"))
    values = {"news": headline(notice), "link": order_link(link) if link else ""}
    if link is None:
        return values
    return values | {"due": _local_time(link.order.due_at, ZoneInfo(notice.complaint.project.timezone))}


_VALUES = {"owner": _values_for_owner, "contractor": _values_for_contractor}


def order_link(link: OrderLink) -> str:
    """Return the address of the page of an order for a person of a contractor, with its secret."""
    return f"{settings.HEED_URL}/o/{link_secret_of(link.nonce)}/"


def _local_time(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def _facts(kind: str, notice: Notice, values: dict[str, str]) -> dict[str, Any]:
    """Return the notice for machines, with codes."""
    about = {"type": f"notice.{kind}", "timestamp": notice.made_at.isoformat(), "about": notice.about}
    codes = {name: notice.facts[name] for name in ("clock", "due_at", "stage", "round", "rung") if name in notice.facts}
    return about | {"data": codes | {name: values.get(name, "") for name in ("number", "project", "link")}}


def follow_link(complaint: Complaint) -> str:
    """Return the address of the owner's own page, with its secret; of a revoked link where a code is asked for."""
    if complaint.link_revoked_at is not None:
        return f"{settings.HEED_URL}/p/{complaint.project.slug}/find/?number={complaint.number}"
    return f"{settings.HEED_URL}/f/{complaint.secret}/"


def _page(notice: Notice) -> str:
    """Return the address of the page for staff, who have to sign in."""
    return settings.HEED_URL + path_of(notice)


def _inbox() -> str:
    return settings.HEED_URL + reverse("inbox:home")
