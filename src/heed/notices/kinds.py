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
    "news": N_("what happened, in one line, as the inbox says it"),
    "number": N_("the number of the complaint"),
    "project": N_("the name of the project"),
    "move": N_("what was done"),
    "clock": N_("the name of the clock"),
    "due": N_("when it was or is due"),
    "link": N_("the address of the page"),
    "hotline": N_("the telephone number of the project"),
    "count": N_("how many notices the letter lists"),
    "list": N_("the notices, one a line"),
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
    NoticeKind("owner", N_("To the owner"), N_("Something happened that the owner is told."),
         ("move", "number", "project", "link", "hotline")),
    NoticeKind("move", N_("Something was done"), N_("To staff, of every step on a complaint."),
         ("news", "move", "number", "project", "link")),
    NoticeKind("warned", N_("A target has passed"), N_("To staff, while there still is time."), _CLOCK),
    NoticeKind("breached", N_("A limit has passed"), N_("To staff, when something is late."), _CLOCK),
    NoticeKind("escalated", N_("A step of the ladder"), N_("To a superior who is asked for."), _CLOCK),
    NoticeKind("summons", N_("A call to the counter"), N_("To a superior who is needed at once."),
         ("news", "number", "project", "link")),
    NoticeKind("collected", N_("Collected"), N_("One letter that lists several notices."), ("count", "list", "link")),
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
    }.get(kind, ["{project} · {news}"])
    return "", "\n".join([*lines, "{link}"])


def _default_email(kind: str) -> tuple[str, str]:
    if kind == "owner":
        return _("{move} ({number})"), _default_email_to_owner()
    if kind == "collected":
        lines = [_("What has happened since the last letter:"), "", "{list}", "", "{link}"]
        return _("Heed: notices ({count})"), "\n".join(lines)
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
        _("Whoever has this link can open the page: please keep it to yourself."),
        _("You can also call us: %(hotline)s") % given,
        "",
        "{project}",
        _("Customer-service centre"),
        "",
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
