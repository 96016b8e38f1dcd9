"""Taking in what the desk typed: lodge it, tie the visit or call to it, and merge it where others said the same."""

from typing import Any

from django.utils.translation import gettext as _

from heed.actions.complaints.intake import lodge
from heed.actions.reception.superior import link_complaint
from heed.actions.registry import ACTIONS
from heed.process.facts import OF_BODY
from heed.process.words import BODY_CHANNELS, Channel
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting, channel_of
from heed.records.models import Account, Complaint, Project

_TEXTS = ("name", "unit", "contact", "happened", "where", "about", "wants", "course", "emotion")
_FLAGS = ("anonymous", "unreachable", "abusive")


def take_in(told: dict[str, Any], *, by: Account, meeting: Meeting | None) -> Complaint:
    """Lodge what was told; the visit or call in hand goes with it. Raises Refused where the law lacks something."""
    talk = meeting if meeting is not None and meeting.complaint is None else None
    channel = channel_of(talk) if talk is not None else told["channel"]
    facts: dict[str, Any] = {name: told[name] for name in (*_TEXTS, *_FLAGS)} | _judged(told.get("category") or "")
    if channel in BODY_CHANNELS:
        facts |= {fact.name: told[fact.name] for fact in OF_BODY}
    complaint = lodge(
        talk.project if talk is not None else told["project"],
        by=by,
        channel=channel,
        content=told["content"],
        client_key=told["client_key"],
        person=told["person"],
        place=told["place"],
        repeat_of=told.get("repeat_of"),
        files=told["files"],
        **facts,
    )
    if talk is not None:
        complaint = link_complaint(talk, complaint, by=by)
    return _merged(complaint, told.get("merge_into"), by)


def take_in_at_the_gate(told: dict[str, Any], *, by: Account) -> Complaint:
    """Lodge what a guard was told (R86, R87)."""
    project: Project = told["project"]
    facts: dict[str, Any] = {name: told[name] for name in ("name", "unit", "contact", "where", "anonymous", "files")}
    return lodge(
        project,
        by=by,
        channel=Channel.PATROL,
        content=told["content"],
        client_key=told["client_key"],
        unreachable=told["anonymous"] and not told["contact"],
        **facts,
    )


def _judged(category: str) -> dict[str, str]:
    """The category suggested and its usual level; an unknown one is left out."""
    for leaf in current_policy().leaves():
        if leaf.code == category:
            return {"category": leaf.code, "level": leaf.level}
    return {}


def _merged(complaint: Complaint, other: Complaint | None, by: Account) -> Complaint:
    if other is None or other.pk == complaint.pk or not complaint.is_open or complaint.merged_into_id:
        return complaint
    reason = _("The same matter, reported by another owner: %(number)s") % {"number": other.number}
    return ACTIONS["merge"](complaint, by=by, other=other, reason=reason)
