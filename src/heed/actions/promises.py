"""Promises to the owner: what is promised, by whom, until when (R55, R61, R69, R72, R73)."""

from datetime import timedelta

from heed.actions.engine import apology_duty
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.promise_guards import WORK_AGREED
from heed.process.words import Method, PromisedWay, PromiseKind, PromiseState
from heed.records.models import Promise


@action("promise")
def promise(change: Change) -> None:
    """Promise a reply (R55)."""
    change.promise = _new(change, PromisedWay(change.text("way") or PromisedWay.PHONE))


@action("new_date")
def new_date(change: Change) -> None:
    """Agree a new date: a new promise; the old one keeps its outcome (R61, R72).

    If the old one was missed, the apology comes with the move; with too little notice it becomes due.
    """
    if change.text("apology"):
        method = Method(change.text("method") or Method.PHONE)
        apology_duty.apologise(change, method, reason=change.text("reason"), remedy=change.text("remedy"))
    old = Promise.objects.filter(complaint=change.complaint, ended_at__isnull=True).first()
    if old is not None:
        _end(old, change)
    change.promise = _new(change, _way_of(change, old), replaces=old)


def _way_of(change: Change, old: Promise | None) -> PromisedWay:
    """What is promised by the new date: what was chosen, else what was promised before, else what the stage is about.

    Finished work that is under investigation again cannot be promised: then a telephone call is.
    """
    if change.text("way"):
        return PromisedWay(change.text("way"))
    if old is not None and old.way != PromisedWay.WORK:
        return PromisedWay(old.way)
    return PromisedWay.WORK if change.stage in WORK_AGREED else PromisedWay.PHONE


def _end(old: Promise, change: Change) -> None:
    """End a promise that gets a new date: as broken, or as renegotiated in time or with too little notice."""
    broken = old.state == PromiseState.BROKEN or change.at > old.due_at
    old.state = PromiseState.BROKEN if broken else PromiseState.RENEGOTIATED
    old.broken_at = old.due_at if broken else None
    old.ended_at = change.at
    old.save(update_fields=["state", "broken_at", "ended_at"])
    notice = timedelta(minutes=change.case.policy.promise.notice_minutes)
    if not broken and old.due_at - change.at < notice:
        apology_duty.start(old.pk, change)


def _new(change: Change, way: PromisedWay, replaces: Promise | None = None) -> Promise:
    return Promise.objects.create(
        project=change.complaint.project,
        complaint=change.complaint,
        kind=PromiseKind.COMPLETION if way is PromisedWay.WORK else PromiseKind.REPLY,
        way=way,
        words=change.text("words"),
        made_by=change.account,
        made_at=change.at,
        due_at=change.facts["due_at"],
        replaces=replaces,
    )
