"""Filling in the sheet of a talk's quality (R43): once for a visit or a call, by a superior who was not in it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.roles import REVIEWS_TALKS
from heed.process.words import N_
from heed.process.words.quality import HeardHow, TalkMark, TalkPoint
from heed.queries.reception import Meeting, began_at, summonses_of
from heed.queries.staff.duties import duties_at
from heed.queries.talk_quality import talks_visible_to
from heed.records.models import Account, Call, QualityMark, QualitySheet


@transaction.atomic
def fill_sheet(
    talk: Meeting,
    *,
    by: Account,
    heard: str,
    marks: Mapping[str, str],
    words: str = "",
    at: datetime | None = None,
) -> QualitySheet:
    """Record how the talk was received: a mark at each point. Raises Refused where the rules do not allow it."""
    locked = type(talk).objects.select_for_update(of=("self",)).get(pk=talk.pk)
    speaker = locked.account
    _refuse_others(locked, by)
    if speaker is None or began_at(locked) is None or locked.ended_at is None:
        raise Refused([Refusal(N_("Only a talk that has taken place and ended can be judged."))])
    if QualitySheet.objects.filter(**_of(locked)).exists():
        raise Refused([Refusal(N_("This talk has its sheet already."))])
    _refuse_incomplete(heard, marks, words)
    sheet = QualitySheet.objects.create(
        project=locked.project, account=speaker, by=by, at=at or timezone.now(), heard=heard, words=words.strip(),
        **_of(locked),
    )  # fmt: skip
    QualityMark.objects.bulk_create(
        QualityMark(sheet=sheet, point=point.value, mark=marks[point.value]) for point in TalkPoint
    )
    return sheet


def _of(talk: Meeting) -> dict[str, Meeting]:
    return {"call" if isinstance(talk, Call) else "reception": talk}


def _refuse_others(talk: Meeting, by: Account) -> None:
    """Nobody judges the own talk, nor one about a complaint about themselves (C3)."""
    if not duties_at(by, talk.project).filter(role__in=[role.value for role in REVIEWS_TALKS]).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])
    came_to_it = any(one.to_id == by.pk and one.arrived_at is not None for one in summonses_of(talk))
    if came_to_it or by.pk in (talk.account_id, getattr(talk, "transferred_to_id", None)):
        raise Refused([Refusal(N_("Nobody judges a talk of their own."))])
    if not talks_visible_to(by, type(talk)).filter(pk=talk.pk).exists():
        raise Refused([Refusal(N_("Your duties do not allow this."))])


def _refuse_incomplete(heard: str, marks: Mapping[str, str], words: str) -> None:
    """Each point has its mark, one at least was heard, and what was poor comes with a word of advice."""
    known = {mark.value for mark in TalkMark}
    faults = [
        Refusal(N_("Choose one from the list."), point.value)
        for point in TalkPoint
        if marks.get(point.value) not in known
    ]
    if heard not in {way.value for way in HeardHow}:
        faults.append(Refusal(N_("Choose one from the list."), "heard"))
    if faults:
        raise Refused(faults)
    if set(marks.values()) == {TalkMark.UNHEARD.value}:
        raise Refused([Refusal(N_("Nothing of it was heard: then there is nothing to judge."))])
    if TalkMark.POOR.value in marks.values() and not words.strip():
        raise Refused([Refusal(N_("Say what was poor, and how to do it better."), "words")])
