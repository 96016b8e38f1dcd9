"""What repeats: complaints of one home, of one owner, and about the manner of one person (R10, R148)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from heed.insight.warning.surges import voices_of
from heed.process.words import PlaceKind, Stage, WarningKind
from heed.queries.warnings.watched import Known, WarningCandidate, WatchedComplaint
from heed.records.models import Complaint


class _Repeat(NamedTuple):
    """A complaint: who told it, and its category ("" where there is none yet)."""

    id: int
    person: int | None
    category: str


#: The complaints by project and home or owner.
_Groups = dict[tuple[int, int], list[_Repeat]]


def repeats(watched: Collection[WatchedComplaint], known: Known, now: datetime) -> Iterator[WarningCandidate]:
    """Give the owners and the homes that complain again and again; two queries.

    What one owner tells from the own home is a warning of the owner, not of the home too.
    """
    since = now - timedelta(days=known.terms.repeats.days)
    recent = [one for one in watched if one.received_at > since]
    people = {one.person_id for one in recent} - {None}
    homes = {one.home for one in recent} - {None}
    told_here = _told_between(since, now).filter(project__in={one.project_id for one in recent})
    for (project, person), told in _told_by("person", people, told_here).items():
        yield from _repeated(WarningKind.REPEAT_OWNER, project, person, told, known)
    for (project, home), told in _told_by("place", homes, told_here).items():
        if _are_of_the_home(told):
            yield from _repeated(WarningKind.REPEAT_HOME, project, home, told, known)


def _are_of_the_home(told: Collection[_Repeat]) -> bool:
    """Whether more than one person complains, or nobody knows who."""
    tellers = {one.person for one in told}
    return len(tellers) > 1 or tellers == {None}


def _repeated(
    kind: WarningKind, project: int, whose: int, told: list[_Repeat], known: Known
) -> Iterator[WarningCandidate]:
    subject, terms = (project, kind, str(whose)), known.terms.repeats
    of_same = max(Counter(one.category for one in told if one.category).values(), default=0)
    dismissed = known.dismissed[subject]
    if len(told) >= terms.number + dismissed or of_same >= terms.of_category + dismissed:
        facts = {"number": len(told), "days": terms.days}
        yield WarningCandidate(*subject, facts, frozenset(one.id for one in told))


def _told_between(since: datetime, now: datetime) -> QuerySet[Complaint]:
    """What was told then and not withdrawn."""
    told = Complaint.objects.filter(received_at__gt=since, received_at__lte=now)
    return told.exclude(stage=Stage.WITHDRAWN.value)


def _told_by(column: str, ids: Collection[int | None], told: QuerySet[Complaint]) -> _Groups:
    """Those of these complaints that are of these persons or places, by project and person or place."""
    found: _Groups = defaultdict(list)
    if not ids:
        return found
    rows = told.filter(**{f"{column}__in": ids})
    for pk, project, whose, person, category in rows.values_list("pk", "project", column, "person", "category"):
        found[project, whose].append(_Repeat(pk, person, category))
    return found


def manners(watched: Collection[WatchedComplaint], known: Known, now: datetime) -> Iterator[WarningCandidate]:
    """Give the people of staff of whom several complain; two queries."""
    named, terms = Complaint.accused.through._default_manager, known.terms.conduct
    accused = set(named.filter(complaint__in=[one.id for one in watched]).values_list("account", flat=True))
    if not accused:
        return
    rows = named.filter(
        account__in=accused,
        complaint__project__in={one.project_id for one in watched},
        complaint__received_at__gt=now - timedelta(days=terms.days),
        complaint__received_at__lte=now,
    ).exclude(complaint__stage=Stage.WITHDRAWN.value)
    told: dict[tuple[int, int], list[tuple[int, int | None, int | None]]] = defaultdict(list)
    columns = ("account", "complaint", "complaint__project", "complaint__person", "complaint__place")
    for account, pk, project, person, place, kind in rows.order_by("complaint").values_list(
        *columns, "complaint__place__kind"
    ):
        told[project, account].append((pk, person, place if kind == PlaceKind.UNIT else None))
    for (project, account), complaints in told.items():
        subject = project, WarningKind.MANNER, str(account)
        voices = voices_of((person, home) for _pk, person, home in complaints)
        if voices >= terms.voices + known.dismissed[subject]:
            facts = {"voices": voices, "days": terms.days}
            yield WarningCandidate(*subject, facts, frozenset(pk for pk, *_ in complaints), about_id=account)
