"""Complaint announcements: drafted, sent, approved by another person, corrected, withdrawn (R119, C15).

What was approved is never changed. A correction is a new version that needs an approval of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import Announcement as Event
from heed.actions.engine.outbox import announce
from heed.insight.personal import personal_in
from heed.process.announcing import CODES, CONTENTS, changed, missing
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES
from heed.process.words import N_, AnnouncementState, Role
from heed.queries.access import access_of
from heed.queries.community.announcements import version_before
from heed.queries.community.known_people import known_people
from heed.queries.policies import current_policy
from heed.queries.staff.duties import holders
from heed.records.models import Account, AnnouncementVersion, ComplaintAnnouncement, Project

TITLE = "title"
WAITS, APPROVED, SENT_BACK = "announcement_waits", "announcement_approved", "announcement_sent_back"
PERSONAL = N_("“%(words)s” tells who a resident is. Write it without that, or mask it.")
NOT_YOURS = N_("Your duties do not allow this.")
MOVED_ON = N_("A colleague has changed this announcement meanwhile. What you typed is kept: see what is new first.")


@dataclass(frozen=True, slots=True)
class AnnouncementTexts:
    """What a person wrote: the eleven contents by their codes, the title, when it is shown, why it is corrected."""

    title: str
    contents: Mapping[str, str] = field(default_factory=dict)
    shown_from_on: date | None = None
    shown_until_on: date | None = None
    changed: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text that is published, by the field in which it stands."""
        yield TITLE, self.title
        yield from ((code, self.contents.get(code, "")) for code in CODES)
        yield "changed", self.changed


@transaction.atomic
def draft(
    project: Project, begins_on: date, ends_on: date, written: AnnouncementTexts, *, by: Account,
    client_key: str | None = None, at: datetime | None = None,
) -> AnnouncementVersion:  # fmt: skip
    """Begin an announcement about the complaints of a period; the same `client_key` twice makes one. Raises Refused."""
    now = at or timezone.now()
    _refuse_others(by, project, PUBLISHES)
    made, is_new = ComplaintAnnouncement.objects.get_or_create(
        client_key=client_key, project=project,
        defaults={"begins_on": begins_on, "ends_on": ends_on, "made_at": now},
    ) if client_key else (ComplaintAnnouncement.objects.create(
        project=project, begins_on=begins_on, ends_on=ends_on, made_at=now,
    ), True)  # fmt: skip
    if not is_new:
        return made.versions.earliest("version")
    return _add_version(made, 1, written, by, now)


@transaction.atomic
def write(
    version: AnnouncementVersion, written: AnnouncementTexts, *, by: Account, seen: int, at: datetime | None = None
) -> AnnouncementVersion:
    """Save a draft. Raises Refused: it is no draft any more, was changed meanwhile, or names a person."""
    locked = _locked(version, AnnouncementState.DRAFT, seen)
    _refuse_others(by, locked.announcement.project, PUBLISHES)
    _refuse([*_reversed(written), *named_in(locked.announcement.project, written)])
    _keep(locked, written, by, at or timezone.now())
    return locked


@transaction.atomic
def send(
    version: AnnouncementVersion, written: AnnouncementTexts, *, by: Account, seen: int, at: datetime | None = None
) -> AnnouncementVersion:
    """Save a draft and send it to those who approve. Raises Refused, also where one of the eleven is missing."""
    now = at or timezone.now()
    locked = _locked(version, AnnouncementState.DRAFT, seen)
    project = locked.announcement.project
    _refuse_others(by, project, PUBLISHES)
    _refuse([*_incomplete(locked, written, now), *named_in(project, written)])
    _keep(locked, written, by, now, state=AnnouncementState.WAITING.value)
    approvers = holders(current_policy().public.announcement_approvers, project).exclude(pk__in=locked.writers)
    if not approvers:
        raise Refused([Refusal(N_("There is no other person here who may approve it. Ask for one to be named."))])
    _tell(locked, WAITS, approvers, by, now)
    return locked


@transaction.atomic
def take_back(
    version: AnnouncementVersion, *, by: Account, seen: int, at: datetime | None = None
) -> AnnouncementVersion:
    """Take back what waits for approval, to write on. Raises Refused."""
    locked = _locked(version, AnnouncementState.WAITING, seen)
    _refuse_others(by, locked.announcement.project, PUBLISHES)
    return _set(locked, AnnouncementState.DRAFT)


@transaction.atomic
def approve(version: AnnouncementVersion, *, by: Account, seen: int, at: datetime | None = None) -> AnnouncementVersion:
    """Approve: from its day on everybody reads it. Raises Refused for its writers, and where it names a person now."""
    now = at or timezone.now()
    locked = _locked(version, AnnouncementState.WAITING, seen)
    _refuse_writers(locked, by)
    written = written_in(locked)
    _refuse([*_incomplete(locked, written, now), *named_in(locked.announcement.project, written)])
    locked.answered_by, locked.answered_at, locked.answer = by, now, ""
    _set(locked, AnnouncementState.APPROVED)
    _tell(locked, APPROVED, [locked.written_by], by, now)
    return locked


@transaction.atomic
def send_back(
    version: AnnouncementVersion, words: str, *, by: Account, seen: int, at: datetime | None = None
) -> AnnouncementVersion:
    """Send it back to be written again, with the reason. Raises Refused."""
    now = at or timezone.now()
    locked = _locked(version, AnnouncementState.WAITING, seen)
    _refuse_writers(locked, by)
    if not words.strip():
        raise Refused([Refusal(N_("Say what has to be changed."), "words")])
    locked.answered_by, locked.answered_at, locked.answer = by, now, words.strip()[:400]
    _set(locked, AnnouncementState.DRAFT)
    _tell(locked, SENT_BACK, [locked.written_by], by, now)
    return locked


@transaction.atomic
def correct(announcement: ComplaintAnnouncement, *, by: Account, at: datetime | None = None) -> AnnouncementVersion:
    """Begin the next version from the one that stands; what stands is shown until the new one is. Raises Refused."""
    _refuse_others(by, announcement.project, PUBLISHES)
    locked = ComplaintAnnouncement.objects.select_for_update().get(pk=announcement.pk)
    last = locked.versions.order_by("-version")[0]
    if locked.withdrawn_at is not None or last.state != AnnouncementState.APPROVED:
        raise Refused([Refusal(N_("A correction is being written already, or the announcement was withdrawn."))])
    return _add_version(locked, last.version + 1, written_in(last), by, at or timezone.now())


@transaction.atomic
def withdraw(
    announcement: ComplaintAnnouncement, reason: str, *, by: Account, at: datetime | None = None
) -> ComplaintAnnouncement:
    """Take an announcement from public view; it stays on record with the reason. Raises Refused."""
    _refuse_others(by, announcement.project, PUBLISHES)
    if not reason.strip():
        raise Refused([Refusal(N_("Say why it is withdrawn."), "words")])
    locked = ComplaintAnnouncement.objects.select_for_update().get(pk=announcement.pk)
    if locked.withdrawn_at is None:
        locked.withdrawn_at, locked.withdrawn_by = at or timezone.now(), by
        locked.withdrawn_reason = reason.strip()[:200]
        locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return locked


def written_in(version: AnnouncementVersion) -> AnnouncementTexts:
    """Return what a version says."""
    return AnnouncementTexts(
        version.title, version.contents, version.shown_from_on, version.shown_until_on, version.changed
    )  # fmt: skip


def named_in(project: Project, written: AnnouncementTexts) -> list[Refusal]:
    """Return a refusal for each field that tells of a resident; staff may stand where they belong."""
    staff = {content.code for content in CONTENTS if content.names_staff}
    people, but_staff = known_people(project), known_people(project, staff_may_stand=True)
    found = []
    for name, text in written.texts():
        pieces = personal_in(text, but_staff if name in staff else people)
        if pieces:
            words = ", ".join(dict.fromkeys(piece.words for piece in pieces))
            found.append(Refusal(PERSONAL, name, {"words": words}))
    return found


def _incomplete(version: AnnouncementVersion, written: AnnouncementTexts, now: datetime) -> Iterator[Refusal]:
    if not written.title.strip():
        yield Refusal(N_("Please fill this in."), TITLE)
    for code in missing(written.contents):
        yield Refusal(N_("This is one of the eleven contents: none may be missing."), code)
    if written.shown_from_on is None or written.shown_until_on is None:
        yield Refusal(N_("Say from which day until which day it is shown."), "shown_until_on")
    elif written.shown_until_on < timezone.localdate(now):
        yield Refusal(N_("This day has passed."), "shown_until_on")
    else:
        yield from _reversed(written)
    before = version_before(version)
    if before is not None and not written.changed.strip():
        yield Refusal(N_("Say in a sentence why it is corrected."), "changed")
    if before is not None and not _differs(before, written):
        yield Refusal(N_("Nothing was changed."))


def _reversed(written: AnnouncementTexts) -> Iterator[Refusal]:
    """A draft may lack its days; the last does not lie before the first."""
    first, last = written.shown_from_on, written.shown_until_on
    if first is not None and last is not None and last < first:
        yield Refusal(N_("The last day lies before the first."), "shown_until_on")


def _differs(before: AnnouncementVersion, written: AnnouncementTexts) -> bool:
    days = (before.shown_from_on, before.shown_until_on) != (written.shown_from_on, written.shown_until_on)
    return days or before.title != written.title.strip() or bool(changed(before.contents, written.contents))


def _add_version(
    announcement: ComplaintAnnouncement, number: int, written: AnnouncementTexts, by: Account, now: datetime
) -> AnnouncementVersion:
    return AnnouncementVersion.objects.create(
        announcement=announcement, version=number, title=written.title, contents=dict(written.contents),
        shown_from_on=written.shown_from_on, shown_until_on=written.shown_until_on, writers=[by.pk], written_by=by,
        written_at=now,
    )  # fmt: skip


def _keep(locked: AnnouncementVersion, written: AnnouncementTexts, by: Account, now: datetime, **more: str) -> None:
    locked.title, locked.changed = written.title.strip(), written.changed.strip()
    locked.contents = {code: written.contents.get(code, "").strip() for code in CODES}
    locked.shown_from_on, locked.shown_until_on = written.shown_from_on, written.shown_until_on
    locked.written_by, locked.written_at, locked.edit = by, now, locked.edit + 1
    locked.writers = sorted({*locked.writers, by.pk})
    for name, value in more.items():
        setattr(locked, name, value)
    locked.save()


def _set(locked: AnnouncementVersion, state: AnnouncementState) -> AnnouncementVersion:
    locked.state, locked.edit = state.value, locked.edit + 1
    locked.save()
    return locked


def _locked(version: AnnouncementVersion, state: AnnouncementState, seen: int) -> AnnouncementVersion:
    rows = AnnouncementVersion.objects.select_for_update(of=("self",))
    locked = rows.select_related("announcement__project", "written_by").get(pk=version.pk)
    if locked.state != state or locked.edit != seen or locked.announcement.withdrawn_at is not None:
        raise Refused([Refusal(MOVED_ON)])
    return locked


def _refuse(refusals: list[Refusal]) -> None:
    if refusals:
        raise Refused(refusals)


def _refuse_others(by: Account, project: Project, roles: Iterable[Role]) -> None:
    projects = access_of(by).projects(roles)
    if projects is not None and project.pk not in projects:
        raise Refused([Refusal(NOT_YOURS)])


def _refuse_writers(version: AnnouncementVersion, by: Account) -> None:
    """An announcement is approved by another person than those who wrote it."""
    _refuse_others(by, version.announcement.project, current_policy().public.announcement_approvers)
    if by.pk in version.writers:
        raise Refused([Refusal(N_("You wrote in it, so another person approves it."))])


def _tell(version: AnnouncementVersion, about: str, readers: Iterable[Account], by: Account, at: datetime) -> None:
    project = version.announcement.project
    facts = {"project": project.name, "announcement": version.announcement_id, "by": by.name}
    key = f"announcement-{version.pk}-{version.edit}"
    announce(Event(key=key, about=about, facts=facts, project=project, at=at), list(readers))
