"""Notices to the staff member whom a complaint is about: it is looked into, a hearing is set, it is closed (C3).

They name neither the complaint nor its number, and lead to the person's own page in the inbox.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from heed.actions.engine.change import Change
from heed.actions.engine.outbox import Announcement, announce
from heed.process.words import Stage
from heed.records.models import Account, Complaint, Project

ABOUT_YOU = "about_you"
ABOUT_YOU_HEARING = "about_you_hearing"
ABOUT_YOU_CLOSED = "about_you_closed"
#: What such notices are about; each leads to the person's own page.
ABOUT_PERSON = (ABOUT_YOU, ABOUT_YOU_HEARING, ABOUT_YOU_CLOSED)


def notify_named(complaint: Complaint, case_owner: Account, accused: Iterable[Account], at: datetime) -> None:
    """Notify people who are now named as those whom the complaint is about."""
    _announce(ABOUT_YOU, complaint.project, case_owner, accused, at)


def notify_hearing(change: Change, heard: Account) -> None:
    """Notify a person complained of that a time is set, or set anew, at which they are heard."""
    complaint = change.complaint
    _announce(ABOUT_YOU_HEARING, complaint.project, complaint.case_owner, [heard], change.at)


def notify_closed(change: Change) -> None:
    """Notify the people complained of that this move closed the complaint, or that the owner withdrew it."""
    ends = change.stage in (Stage.CLOSED, Stage.WITHDRAWN) and change.case.stage is not change.stage
    if ends and change.case.accused:
        complaint = change.complaint
        accused = complaint.accused.order_by("pk")
        _announce(ABOUT_YOU_CLOSED, complaint.project, complaint.case_owner, accused, change.at)


def _announce(about: str, project: Project, case_owner: Account, accused: Iterable[Account], at: datetime) -> None:
    """Save the notices: none to people who work by links, as no link opens the page, and none to the case owner, who
    sees the complaint itself where it is about all who could answer for it."""
    event = Announcement(f"{about}-{uuid4().hex}", about, {"project": project.name}, project, at)
    announce(event, [account for account in accused if not account.by_link and account.pk != case_owner.pk])
