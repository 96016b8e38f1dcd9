"""An event of the audit log in words."""

import json
from typing import Any

from django.utils.translation import gettext as _

from heed.config.sign_on import provider_name
from heed.process.preferences import NoticeWay
from heed.process.robots import RobotKind
from heed.process.words import N_, AuditedData, AuditKind, RequestKind, RequestState, Role
from heed.queries.policies import current_policy
from heed.records.models import AuditEvent
from heed.ui.devices import device_in_words
from heed.ui.names import in_words

#: What of an account was changed, by its column.
_COLUMNS = {
    "username": N_("Sign-in name"), "name": N_("Name"), "email": N_("E-mail"), "phone": N_("Telephone"),
    "language": N_("Language"),
}  # fmt: skip

#: What residents do on their own page.
_OWN = {
    AuditKind.IDENTITY_LINKED.value, AuditKind.IDENTITY_UNLINKED.value, AuditKind.DATA_ASKED.value,
    AuditKind.DATA_CORRECTED.value,
}  # fmt: skip

_FACTORS = {
    "totp": N_("Authenticator app"), "recovery_codes": N_("Recovery codes"),
    "webauthn": N_("Passkey"), "code": N_("Wrong code of the second factor"),
}  # fmt: skip


def details(event: AuditEvent) -> list[str]:
    """What is to know of an event besides its kind, time and people; without personal data of owners."""
    facts = json.loads(event.facts) if event.facts else {}
    found = [_SAID[name](value) for name, value in sorted(facts.items(), key=_order) if name in _SAID and value != ""]
    if event.complaint is not None:
        found.append(event.complaint.number)
    elif event.person_id is not None:
        found.append(_("Resident no. %(number)s") % {"number": event.person_id})
    return found


def who(event: AuditEvent) -> str:
    """Who did it."""
    if event.by is not None:
        return event.by.name
    if event.kind in _OWN and event.person_id is not None:
        return _("Resident")
    if event.address:
        return _("Unknown") if event.account is None else ""
    return _("From the terminal")


def _order(pair: tuple[str, Any]) -> int:
    return list(_SAID).index(pair[0]) if pair[0] in _SAID else len(_SAID)


def _department(code: str) -> str:
    part = next((part for part in current_policy().departments if part.code == code), None)
    return in_words(part.names) if part else code


_SAID: dict[str, Any] = {
    "data": lambda code: _(AuditedData(code).label),
    "role": lambda code: _(Role(code).label),
    "project": lambda code: code or _("The whole company"),
    "region": str,
    "reason": lambda words: _("Reason: %(reason)s") % {"reason": words},
    "error": lambda words: _("Reason: %(reason)s") % {"reason": _(words)},
    "department": _department,
    "month": str,
    "number": lambda number: _("Version %(number)s") % {"number": number},
    "kind": lambda code: _(RobotKind(code).label),
    "name": str,
    "file": str,
    "user": lambda name: _("system user %(name)s") % {"name": name},
    "changed": lambda names: _(", ").join(_(_COLUMNS.get(name, name)) for name in names),
    "way": lambda code: _(NoticeWay(code).label) if code else _("Temporary password"),
    "count": lambda count: _("sessions: %(count)s") % {"count": count},
    "cases": lambda count: _("complaints handed over: %(count)s") % {"count": count},
    "complaints": lambda count: _("complaints: %(count)s") % {"count": count},
    "most": lambda count: _("more than %(count)s within an hour") % {"count": count},
    "factor": lambda code: _(_FACTORS[code]) if code in _FACTORS else code,
    "provider": lambda code: _(provider_name(code)),
    "identity": str,
    "asked": lambda code: _(RequestKind(code).label),
    "outcome": lambda code: _(RequestState(code).label),
    "request": lambda number: _("Request no. %(number)s") % {"number": number},
    "until": lambda on: _("until %(day)s") % {"day": on},
    "whole": lambda whole: _("the resident's record as well") if whole else "",
    "device": device_in_words,
}
