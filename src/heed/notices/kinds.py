"""The kinds of notices with their fields, forms and default wordings.

A field is written {number}. No field holds anything personal: mail servers and all members of a group can read a
notice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.process.words import N_, Word


class Form(Word):
    """The form of a wording: a whole e-mail or a short message."""

    LETTER = "letter", N_("By e-mail")
    SHORT = "short", N_("Short message")


#: All fields, and what they stand for.
FIELDS: dict[str, str] = {
    "news": N_("what happened, in one line, as in the inbox"),
    "number": N_("the number of the complaint"),
    "project": N_("the name of the project"),
    "move": N_("the action"),
    "clock": N_("the name of the clock"),
    "due": N_("when it is due"),
    "link": N_("the link of the page"),
    "hotline": N_("the telephone number of the project"),
    "count": N_("how many notifications the letter lists"),
    "list": N_("the notifications, one a line"),
}
_FIELD = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice."""

    code: str
    label: str
    hint: str
    fields: tuple[str, ...]


_CLOCK = ("news", "number", "project", "clock", "due", "link")
KINDS: tuple[NoticeKind, ...] = (
    NoticeKind("owner", N_("To the owner"), N_("There is news to tell the owner."),
         ("move", "number", "project", "link", "hotline")),
    NoticeKind("move", N_("Action recorded"), N_("To staff, for every action on a complaint."),
         ("news", "move", "number", "project", "link")),
    NoticeKind("danger", N_("People in danger"), N_("To those on duty and the department; the level comes first."),
         ("news", "number", "project", "link")),
    NoticeKind("contractor", N_("Work order by link"), N_("To a person of a contractor, with the link of the order."),
         ("news", "number", "project", "due", "link", "hotline")),
    NoticeKind("warned", N_("Target passed"), N_("To staff, while there is still time."), _CLOCK),
    NoticeKind("breached", N_("Deadline passed"), N_("To staff, when something is overdue."), _CLOCK),
    NoticeKind("escalated", N_("Escalation"), N_("To a superior who is called."), _CLOCK),
    NoticeKind("summons", N_("Call to the counter"), N_("To a superior or a colleague who is needed at once."),
         ("news", "number", "project", "link")),
    NoticeKind("collected", N_("Digest"), N_("One letter that lists several notifications."),
         ("count", "list", "link")),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}


def default_wording(kind: str, form: Form) -> tuple[str, str]:
    """Return the default subject and text in the active language; a short message has no subject."""
    subject, text = _default_email(kind)
    if form is Form.LETTER:
        return subject, text
    lines = {
        "owner": [_("{project}: {move} ({number})")],
        "collected": [subject, "{list}"],
        "summons": ["{news}"],
        "danger": ["{news} · {project}"],
        "contractor": ["{news} · {project} {hotline}"],
    }.get(kind, ["{project} · {news}"])
    return "", "\n".join([*lines, "{link}"])


def _default_email(kind: str) -> tuple[str, str]:
    if kind == "owner":
        return _("{move} ({number})"), _default_email_to_owner()
    if kind == "collected":
        lines = [_("What has happened since the last letter:"), "", "{list}", "", "{link}"]
        return _("Heed: notifications ({count})"), "\n".join(lines)
    if kind == "contractor":
        return "{news}", _default_email_to_contractor()
    due = [_("Due: {due}")] if "due" in BY_CODE[kind].fields else []
    return "{news}", "\n".join(["{news}", "", _("Project: {project}"), *due, "", "{link}"])


def _default_email_to_owner() -> str:
    given = {"number": "{number}", "hotline": "{hotline}"}
    lines = (
        _("Hello,"),
        "",
        _("There is news of what you told us (number %(number)s):") % given,
        "",
        "    {move}",
        "",
        _("On your own page you can see how it stands, write to us, and tell us whether it is solved:"),
        "{link}",
        "",
        _("Anyone who has this link can open the page: please keep it to yourself."),
        _("You can also call us: %(hotline)s") % given,
        "",
        "{project}",
        _("Customer-service centre"),
        "",
    )
    return "\n".join(lines)


def _default_email_to_contractor() -> str:
    lines = (
        "{news}",
        "",
        _("Project: {project}"),
        _("Due: {due}"),
        _("Questions? {hotline}"),
        "",
        "{link}",
        "",
        _("The link is for you alone and ends with the work order: please do not pass it on."),
    )
    return "\n".join(lines)


def unknown_fields(kind: str, *texts: str) -> list[str]:
    """Return the fields in these texts that this kind does not have, each once."""
    known = BY_CODE[kind].fields
    written = (name for text in texts for name in _FIELD.findall(text))
    return list(dict.fromkeys(name for name in written if name not in known))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields filled in, without the lines whose fields are all empty."""
    lines = []
    for line in template.replace("\r\n", "\n").split("\n"):
        names = _FIELD.findall(line)
        if names and not any(values.get(name) for name in names):
            continue
        lines.append(_FIELD.sub(lambda field: values.get(field[1], ""), line))
    return "\n".join(lines)
