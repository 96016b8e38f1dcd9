"""Bulletins: written, changed until they are shown, then corrected; taken down, read by staff, opened (R114)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from heed.actions.community.announcements import NOT_YOURS
from heed.actions.engine.errors import Refused
from heed.i18n.languages import LANGUAGES
from heed.insight.personal import PersonalKind, personal_in
from heed.process.case import Refusal
from heed.process.roles import PUBLISHES, READS_BULLETINS
from heed.process.words import N_, PlaceKind, Reader
from heed.queries.access import access_of
from heed.queries.community.known_people import known_people, people_named_in
from heed.records.models import Account, Bulletin, BulletinRead, Place, Project

#: What tells of a resident in a bulletin. Telephones may stand there: those of a contractor, say.
_TOLD = (PersonalKind.NAME, PersonalKind.HOME, PersonalKind.PLATE)
PERSONAL = N_("“%(words)s” tells who a resident is. Write it without that.")
Texts = Mapping[str, Mapping[str, str]]


def write(
    project: Project | None, texts: Texts, readers: Collection[str], shown_from_at: datetime, shown_until_at: datetime,
    *, by: Account, place: Place | None = None, client_key: str | None = None, at: datetime | None = None,
) -> Bulletin:  # fmt: skip
    """Write a bulletin for a project, or with None for all; the same `client_key` twice makes one. Raises Refused."""
    now = at or timezone.now()
    values = _values(project, texts, readers, shown_from_at, shown_until_at, by, place, now)
    return _made_once(client_key, project=project, **values)


def change(
    bulletin: Bulletin, texts: Texts, readers: Collection[str], shown_from_at: datetime, shown_until_at: datetime,
    *, by: Account, place: Place | None = None, at: datetime | None = None,
) -> Bulletin:  # fmt: skip
    """Write a bulletin anew that nobody could read yet. Raises Refused once it is shown, or was taken down."""
    now = at or timezone.now()
    values = _values(bulletin.project, texts, readers, shown_from_at, shown_until_at, by, place, now)
    with transaction.atomic():
        coming = Bulletin.objects.filter(pk=bulletin.pk, ended_at=None, shown_from_at__gt=now)
        if not coming.update(**values):
            raise Refused([Refusal(N_("It is shown already, or was taken down: it can no longer be changed."))])
    bulletin.refresh_from_db()
    return bulletin


def correct(
    bulletin: Bulletin, texts: Texts, readers: Collection[str], shown_from_at: datetime, shown_until_at: datetime,
    *, by: Account, place: Place | None = None, client_key: str | None = None, at: datetime | None = None,
) -> Bulletin:  # fmt: skip
    """Replace a bulletin that is shown by a version after it; what it said stays on record. Raises Refused.

    The same `client_key` twice makes one.
    """
    now = at or timezone.now()
    values = _values(bulletin.project, texts, readers, shown_from_at, shown_until_at, by, place, now)
    with transaction.atomic():
        locked = Bulletin.objects.select_for_update(of=("self",), no_key=True).get(pk=bulletin.pk)
        known = Bulletin.objects.filter(corrects=locked).first()
        if known is not None and client_key and known.client_key == client_key:
            return known
        if locked.ended_at is not None or known is not None:
            raise Refused([Refusal(N_("It was corrected or taken down meanwhile."))])
        take_down(locked, by=by, at=now)
        return _made_once(client_key, project=bulletin.project, corrects=locked, **values)


def _made_once(client_key: str | None, **values: Any) -> Bulletin:
    if client_key is None:
        return Bulletin.objects.create(**values)
    return Bulletin.objects.get_or_create(client_key=client_key, project=values["project"], defaults=values)[0]


def _values(
    project: Project | None, texts: Texts, readers: Collection[str], shown_from_at: datetime, shown_until_at: datetime,
    by: Account, place: Place | None, now: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The columns of what was written. Raises Refused. Outside every transaction: looking for names takes its time."""
    _refuse_others(by, project)
    found = {language.field: _stripped(texts.get(language.field, {})) for language in LANGUAGES}
    given = {field: text for field, text in found.items() if any(text.values())}
    refusals = [*_incomplete(given), *_untimely(shown_from_at, shown_until_at, now), *_unmeant(readers, project, place)]
    refusals += _named_in(given, project)
    if refusals:
        raise Refused(refusals)
    return {
        "place": place, "texts": given, "readers": sorted(readers), "shown_from_at": shown_from_at,
        "shown_until_at": shown_until_at, "written_by": by, "written_at": now,
        "for_owners": bool(set(readers) & set(Reader)), "for_staff": bool(set(readers) & set(READS_BULLETINS)),
    }  # fmt: skip


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


def _named_in(given: Texts, project: Project | None) -> list[Refusal]:
    """What names a resident: of the estate, or of any where it is meant for all."""
    texts = {f"{name}_{field}": words for field, text in given.items() for name, words in text.items()}
    if project is not None:
        known = known_people(project, staff_may_stand=True)
    else:
        known = people_named_in("\n".join(texts.values()))
    told = {name: [one.words for one in personal_in(text, known) if one.kind in _TOLD] for name, text in texts.items()}
    return [
        Refusal(PERSONAL, name, {"words": ", ".join(dict.fromkeys(words))}) for name, words in told.items() if words
    ]
