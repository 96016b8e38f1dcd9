"""Intake at the desk: lodge the complaint, link the visit or call in hand, merge it where it was chosen."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from heed.actions.complaints.intake import lodge
from heed.actions.engine.errors import Refused
from heed.actions.incidents.membership import add
from heed.actions.reception.called_notes import link_complaint
from heed.actions.registry import ACTIONS
from heed.actions.triage.suggesting import keep_suggestions
from heed.process.facts import OF_BODY, WRITTEN_ON
from heed.process.words import BODY_CHANNELS, Channel
from heed.queries.complaints.repeats import is_of_same_owner
from heed.queries.gate import works_at_gate
from heed.queries.incidents.lists import incident_of
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting, channel_of
from heed.queries.triage.decided import text_of
from heed.queries.triage.suggesting import suggestions_for
from heed.records.models import Account, Complaint

_TEXTS = ("name", "unit", "contact", "organisation", "happened", "where", "about", "wants", "course", "emotion")
_OF_DANGER = (
    "client_key", "place", "unit", "where", "hurt", "contact", "organisation", "happened", "about", "wants", "course",
    "emotion", "repeat_of",
)  # fmt: skip
_FLAGS = ("anonymous", "unreachable", "abusive")


def take_in(cleaned: dict[str, Any], *, by: Account, meeting: Meeting | None) -> Complaint:
    """Lodge the cleaned intake and link the visit or call in hand to it. Raises Refused where a fact is missing."""
    talk = meeting if meeting is not None and meeting.complaint is None else None  # not recorded yet
    channel = channel_of(talk) if talk is not None else cleaned["channel"]
    facts: dict[str, Any] = {name: cleaned[name] for name in (*_TEXTS, *_FLAGS)} | _category_facts(
        cleaned.get("category") or "", cleaned.get("level") or ""
    )
    facts["nature"] = cleaned.get("nature") or ""
    if channel in BODY_CHANNELS:
        facts |= {fact.name: cleaned[fact.name] for fact in OF_BODY}
    if channel == Channel.LETTER and cleaned["written_on"]:
        facts[WRITTEN_ON.name] = cleaned["written_on"].isoformat()
    complaint = lodge(
        talk.project if talk is not None else cleaned["project"],
        by=by,
        channel=channel,
        content=cleaned["content"],
        client_key=cleaned["client_key"],
        person=cleaned["person"],
        place=cleaned["place"],
        repeat_of=cleaned.get("repeat_of"),
        files=cleaned["files"],
        **facts,
    )
    _keep_what_was_suggested(complaint, cleaned)
    if talk is not None:
        complaint = link_complaint(talk, complaint, by=by)
    return _merged(complaint, cleaned.get("merge_into"), by)


def _keep_what_was_suggested(complaint: Complaint, cleaned: dict[str, Any]) -> None:
    """Keep what was suggested for its text, to be counted against what will be decided."""
    told = text_of(*(cleaned[name] for name in ("content", "about", "where")))
    keep_suggestions(complaint, suggestions_for(told, current_policy()), complaint.received_at)


def take_in_danger(cleaned: dict[str, Any], said: str, *, by: Account, meeting: Meeting | None) -> Complaint:
    """Lodge an emergency in which help comes first, and link the visit or call in hand to it."""
    talk = meeting if meeting is not None and meeting.complaint is None else None
    facts: dict[str, Any] = {name: cleaned[name] for name in _OF_DANGER} | _category_facts(cleaned["category"])
    if cleaned["anonymous"]:
        facts |= {"anonymous": True, "unreachable": not cleaned["contact"]}
    else:
        facts |= {"name": cleaned["name"], "person": cleaned["person"]}
    without_talk = Channel.PATROL if works_at_gate(by) else Channel.PHONE
    complaint = lodge(
        cleaned["project"],
        by=by,
        channel=channel_of(meeting) if meeting is not None else without_talk,
        content=said,
        **facts,
    )
    return link_complaint(talk, complaint, by=by) if talk is not None else complaint


def _category_facts(category: str, level: str = "") -> dict[str, str]:
    """The chosen category and level; of a category alone its usual level; nothing where the policy has none such."""
    leaf = current_policy().leaf_by_code.get(category)
    if leaf is not None:
        return {"category": leaf.code, "level": level or leaf.level}
    return {"level": level} if level else {}


def _merged(complaint: Complaint, other: Complaint | None, by: Account) -> Complaint:
    if other is None or other.pk == complaint.pk or not complaint.is_open or complaint.merged_into_id:
        return complaint
    main = other.merged_into or other
    reason = _("The same matter, reported by another owner: %(number)s") % {"number": main.number}
    with suppress(Refused):  # the work there is over, or a colleague is at it: recorded all the same
        if is_of_same_owner(complaint, main):
            return ACTIONS["join_earlier"](complaint, by=by, other=main, reason=_("The same owner, the same matter"))
        if (incident := incident_of(by, main)) is None:
            return ACTIONS["merge"](complaint, by=by, other=main, reason=reason)
        add(incident, complaint, reason, by=by)
        complaint.refresh_from_db()
    return complaint
