"""From a notice to what goes out: its kind, the values of its fields, the company's wording or Heed's own."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from heed.notices.kinds import Form, default_wording, fill
from heed.notices.transport import Message
from heed.notices.wording import due_at, headline
from heed.process.moves import MOVES
from heed.process.words import ClockKind
from heed.records.models import Complaint, Notice, Phrase


def kind_of(notice: Notice) -> str:
    """Which kind of notice it is to word."""
    if notice.account_id is None and notice.robot_id is None:
        return "owner"
    move = MOVES.get(notice.about)
    if move is not None and move.escalates and notice.facts.get("clock"):
        return "escalated"
    return notice.about if notice.about in ("warned", "breached", "escalated", "summons") else "move"


def to_owner(notice: Notice) -> Message:
    """What the owner is told of a move, in the owner's language."""
    complaint = notice.complaint
    assert complaint is not None
    return _message_of_one("owner", notice, complaint.language, complaint.contact.strip())


def to_staff(notices: list[Notice], language: str, address: str) -> Message:
    """What goes to a person or a robot; several notices in one letter that lists them."""
    first = notices[0]
    if len(notices) == 1:
        return _message_of_one(kind_of(first), first, language, address)
    with translation.override(language):
        lines = [f"· {headline(notice)}" for notice in notices]
        values = {"count": str(len(notices)), "list": "\n".join(lines), "link": _inbox()}
        return _message("collected", first, language, address, values)


def _message_of_one(kind: str, notice: Notice, language: str, address: str) -> Message:
    with translation.override(language):
        return _message(kind, notice, language, address, values_of(kind, notice))


def _message(kind: str, notice: Notice, language: str, address: str, values: dict[str, str]) -> Message:
    subject, text = (fill(template, values) for template in wording_for(kind, Form.LETTER, language))
    short = fill(wording_for(kind, Form.SHORT, language)[1], values)
    return Message(
        id=f"{notice.key}@{urlsplit(settings.HEED_URL).hostname}",
        address=address,
        language=language,
        subject=" ".join(subject.split()),
        text=text,
        short=short,
        facts=_facts(kind, notice, values),
    )


def wording_for(kind: str, form: Form, language: str) -> tuple[str, str]:
    """Subject and text as the company words them, or (where it does not) as Heed does; in the active language."""
    own = Phrase.objects.filter(kind=kind, form=form.value, language=language).order_by("-pk").first()
    if own is None or not own.text:
        return default_wording(kind, form)
    return own.subject or default_wording(kind, form)[0], own.text


def values_of(kind: str, notice: Notice) -> dict[str, str]:
    """The values of the fields, in the active language; nothing personal is among them."""
    complaint, told = notice.complaint, notice.facts
    project = complaint.project if complaint else None
    move = MOVES.get(notice.about)
    if kind == "owner":
        assert complaint is not None
        happened = _(move.owner_sees.text) if move and move.owner_sees else _("There is news")
        link = follow_link(complaint)
    else:
        happened, link = _(move.label) if move else "", _page(complaint)
    due = due_at(notice)
    zone = ZoneInfo(project.timezone if project else settings.TIME_ZONE)
    return {
        "news": "" if kind == "owner" else headline(notice),
        "number": str(complaint.number if complaint else told.get("number", "")),
        "project": project.name if project else str(told.get("project", "")),
        "move": happened,
        "clock": _(ClockKind(told["clock"]).label) if told.get("clock") else "",
        "due": _local_time(due, zone),
        "link": link,
        "hotline": project.hotline if project else "",
    }


def _local_time(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def _facts(kind: str, notice: Notice, values: dict[str, str]) -> dict[str, Any]:
    """The same for machines: codes beside the words."""
    about = {"type": f"notice.{kind}", "timestamp": notice.made_at.isoformat(), "about": notice.about}
    codes = {name: notice.facts[name] for name in ("clock", "due_at", "stage", "round", "rung") if name in notice.facts}
    return about | {"data": codes | {name: values.get(name, "") for name in ("number", "project", "link")}}


def follow_link(complaint: Complaint) -> str:
    """The owner's own page, by its secret."""
    return f"{settings.HEED_URL}/f/{complaint.secret}/"


def _page(complaint: Complaint | None) -> str:
    """The page of staff; nobody reads it without signing in."""
    return settings.HEED_URL + reverse("complaint:page", args=[complaint.number]) if complaint else _inbox()


def _inbox() -> str:
    return settings.HEED_URL + reverse("inbox:home")
