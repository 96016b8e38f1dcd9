"""Previews in Setup: a test message to a robot, and a wording filled in from a real complaint."""

import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from heed.actions.notices import robots
from heed.notices import adapters, messages
from heed.notices.kinds import Form, fill
from heed.notices.transport import Message, SendFailed
from heed.notices.wording import headline
from heed.process.moves.any_time import REPORT_PROGRESS
from heed.process.moves.taking_in import VERIFY
from heed.process.words import ClockKind
from heed.records.models import Account, Clock, Complaint, Notice, Robot

LISTED = 3
"""So many notices are in the example of a message that lists them."""


def send_test(robot: Robot, to: str = "") -> tuple[bool, str]:
    """Send a test message now; return whether it was accepted, and the response or the error."""
    if settings.HEED_DEMO:
        return False, _("The demo sends no messages.")
    until = robots.reserve_slot(robot)
    if until is not None:
        at = timezone.localtime(until)
        return False, _("The message limit is reached; more can be sent at %(at)s.") % {"at": f"{at:%H:%M:%S}"}
    with translation.override(robot.language):
        text = _("Heed can reach this notification channel: a test message.")
    payload = {"type": "test", "timestamp": timezone.now().isoformat(), "data": {}}
    name = f"test-{robot.pk}-{secrets.token_hex(6)}@{urlsplit(settings.HEED_URL).hostname}"
    message = Message(name, to, robot.language, "Heed", text, text, payload)
    try:
        return True, adapters.send(robot, message)
    except SendFailed as problem:
        return False, _(str(problem))


def render_preview(
    kind: str, form: Form, language: str, subject: str, text: str, complaint: Complaint, reader: Account
) -> tuple[str, str]:
    """Return subject and text as they would go out for this complaint, without the secret of the owner's page."""
    notice = _example(kind, complaint, reader)
    with translation.override(language):
        values = messages.values_of(kind, notice)
        if kind == "collected":
            values |= _collected(complaint, notice)
    if kind == "contractor":
        values["link"] = f"{settings.HEED_URL}/o/…/"
    secret = complaint.secret
    return tuple(fill(template, values).replace(secret, "…") for template in (subject, text))  # type: ignore[return-value]


def _example(kind: str, complaint: Complaint, reader: Account) -> Notice:
    account = None if kind == "owner" else reader
    now = timezone.now()
    facts = {"number": complaint.number, "project": complaint.project.name}
    about = REPORT_PROGRESS.name if kind == "owner" else VERIFY.name if kind in ("move", "collected") else kind
    if kind in ("warned", "breached", "escalated"):
        clock = Clock.objects.filter(complaint=complaint, limit_at__isnull=False).order_by("-pk").first()
        due = clock.limit_at if clock and clock.limit_at else now
        facts |= {"clock": clock.kind if clock else ClockKind.ANSWER.value, "due_at": due.isoformat()}
    return Notice(complaint=complaint, account=account, about=about, facts=facts, made_at=now, due_at=now)


def _collected(complaint: Complaint, like: Notice) -> dict[str, str]:
    found = list(Notice.objects.filter(complaint=complaint, account__isnull=False).order_by("-pk")[:LISTED]) or [like]
    return {"count": str(len(found)), "list": "\n".join(f"· {headline(notice)}" for notice in found)}
