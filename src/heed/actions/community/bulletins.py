"""Bulletins: written, taken down, read by staff, opened by everybody (R114)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heed.actions.community.announcements import NOT_YOURS, PERSONAL
from heed.actions.engine.errors import Refused
from heed.i18n.languages import LANGUAGES
from heed.insight.personal import PersonalKind, personal_in
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES, READS_BULLETINS
from heed.process.words import N_, PlaceKind, Reader
from heed.queries.access import access_of
from heed.queries.community.known_people import known_people
from heed.records.models import Account, Bulletin, BulletinRead, Place, Project

#: What tells of a resident in a bulletin. Telephones may stand there: those of a contractor, say.
_TOLD = (PersonalKind.NAME, PersonalKind.HOME, PersonalKind.PLATE)
Texts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def write(
    project: Project | None, texts: Texts, readers: Collection[str], shown_from_at: datetime, shown_until_at: datetime,
    *, by: Account, place: Place | None = None, client_key: str | None = None, at: datetime | None = None,
) -> Bulletin:  # fmt: skip
    """Write a bulletin for a project, or with None for all; the same `client_key` twice makes one. Raises Refused."""
    now = at or timezone.now()
    _refuse_others(by, project)
    found = {language.field: _stripped(texts.get(language.field, {})) for language in LANGUAGES}
    given = {field: text for field, text in found.items() if any(text.values())}
    refusals = [*_incomplete(given), *_untimely(shown_from_at, shown_until_at, now), *_unmeant(readers, project, place)]
    refusals += _named_in(given, project) if project is not None else []
    if refusals:
        raise Refused(refusals)
    values = {
        "place": place, "texts": given, "readers": sorted(readers), "shown_from_at": shown_from_at,
        "shown_until_at": shown_until_at, "written_by": by, "written_at": now,
        "for_owners": bool(set(readers) & set(Reader)), "for_staff": bool(set(readers) & set(READS_BULLETINS)),
    }  # fmt: skip
    if client_key is None:
        return Bulletin.objects.create(project=project, **values)
    return Bulletin.objects.get_or_create(client_key=client_key, project=project, defaults=values)[0]


@transaction.atomic
def take_down(bulletin: Bulletin, *, by: Account, at: datetime | None = None) -> Bulletin:
    """Show a bulletin no longer; it stays on record. Raises Refused."""
    _refuse_others(by, bulletin.project)
    Bulletin.objects.filter(pk=bulletin.pk, ended_at=None).update(ended_at=at or timezone.now(), ended_by=by)
    bulletin.refresh_from_db()
    return bulletin


def record_read(bulletin: Bulletin, account: Account, at: datetime | None = None) -> None:
    """Put down that a member of staff opened a bulletin; the first time counts."""
    BulletinRead.objects.get_or_create(bulletin=bulletin, account=account, defaults={"read_at": at or timezone.now()})


def count_opening(bulletin: Bulletin, *, own_page: bool) -> None:
    """Count that its page was opened without signing in; nothing is kept of who opened it."""
    column = "opened_own" if own_page else "opened"
    Bulletin.objects.filter(pk=bulletin.pk).update(**{column: F(column) + 1})


def _refuse_others(by: Account, project: Project | None) -> None:
    projects = access_of(by).projects(PUBLISHES)
    if projects is not None and (project is None or project.pk not in projects):
        raise Refused([Refusal(NOT_YOURS)])


def _stripped(text: Mapping[str, str]) -> dict[str, str]:
    return {name: text.get(name, "").strip() for name in ("title", "text")}


def _incomplete(given: Texts) -> Iterator[Refusal]:
    if not given:
        yield Refusal(N_("Write a title and a text in one language at least."))
    for field, text in given.items():
        for name in ("title", "text"):
            if not text[name]:
                yield Refusal(N_("Please fill this in."), f"{name}_{field}")


def _untimely(begins: datetime, ends: datetime, now: datetime) -> Iterator[Refusal]:
    if ends <= max(begins, now):
        yield Refusal(N_("This time has passed, or lies before the first one."), "shown_until_at")


def _unmeant(readers: Collection[str], project: Project | None, place: Place | None) -> Iterator[Refusal]:
    if not readers or set(readers) - set(Reader) - set(READS_BULLETINS):
        yield Refusal(N_("Choose for whom it is meant."), "readers")
    if place is not None and (place.project != project or place.kind != PlaceKind.BUILDING):
        yield Refusal(N_("Choose one from the list."), "place")


def _named_in(given: Texts, project: Project) -> list[Refusal]:
    known, found = known_people(project, staff_may_stand=True), []
    for field, text in given.items():
        for name in ("title", "text"):
            words = [piece.words for piece in personal_in(text[name], known) if piece.kind in _TOLD]
            if words:
                found.append(Refusal(PERSONAL, f"{name}_{field}", {"words": ", ".join(dict.fromkeys(words))}))
    return found
