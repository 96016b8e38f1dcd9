"""The one way a complaint changes: one move, atomic, with its clocks, one timeline entry and its outbox rows."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from heed.actions.engine import audience, clocks, files, index, timeline
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused, Stale
from heed.actions.engine.offline import Later, as_told
from heed.actions.engine.validate import wrong_records
from heed.process.case import Refusal
from heed.process.move import DeclaredFacts
from heed.process.moves import MOVES
from heed.process.words import ENDED, N_, ActorKind, Stage
from heed.process.workflow import refusals, round_after
from heed.queries.actor import Actor, staff
from heed.queries.complaints.case import case_of
from heed.records.models import Account, Complaint, Entry

Effect = Callable[[Change], None]


class Action(Protocol):
    """What `action` makes of an effect."""

    def __call__(
        self, complaint: Complaint, *, by: Actor | Account, version: int | None = None, at: datetime | None = None,
        later: Later | None = None, **facts: Any,
    ) -> Complaint: ...  # fmt: skip


#: Every action by the name of its move.
ACTIONS: dict[str, Action] = {}


def action(name: str) -> Callable[[Effect], Action]:
    """Turn an effect into the action that makes the move of this name.

    The action takes the complaint, `by` whom, the `version` of the page they saw (None: no page was seen), the
    instant (now) and the facts of the move by name; `later`, where it was made without a network. It gives the
    complaint as it stands after, also where it was made with this key already. Raises Refused or Stale; then nothing
    was written.
    """

    def make(effect: Effect) -> Action:
        @wraps(effect)
        def act(
            complaint: Complaint,
            *,
            by: Actor | Account,
            version: int | None = None,
            at: datetime | None = None,
            later: Later | None = None,
            **facts: Any,
        ) -> Complaint:
            return make_move(complaint, name, effect, by=by, version=version, at=at, later=later, facts=facts)

        ACTIONS[name] = act
        return act

    return make


@transaction.atomic
def make_move(
    complaint: Complaint,
    name: str,
    effect: Effect,
    *,
    by: Actor | Account,
    version: int | None,
    at: datetime | None,
    later: Later | None,
    facts: dict[str, Any],
) -> Complaint:
    """Make one move on a complaint that is on record; see `action`."""
    actor = by if isinstance(by, Actor) else staff(by)
    locked = (
        Complaint.objects.select_for_update(of=("self",), no_key=True)  # rows that refer to it need not wait
        .select_related("project", "case_owner")
        .get(pk=complaint.pk)
    )
    # after the wait for the lock, so that the timeline runs in the order of its instants, whosever clock is ahead
    now = at or max(timezone.now(), locked.moved_at)
    arrival: dict[str, datetime] = {}
    if later is not None:
        if locked.entries.filter(client_key=later.key).exists():  # made already, and the answer was lost
            return locked
        now, arrival = as_told(later, now, locked)
    _refuse_stale(locked, version)
    change = _lawful_change(locked, name, actor, now, facts)
    change.client_key, change.arrival = later.key if later else None, arrival
    effect(change)
    return write(change)


def _refuse_stale(complaint: Complaint, version: int | None) -> None:
    """Raise Stale if a person changed the complaint after this version; what only Heed did troubles nobody."""
    if version is None or version >= complaint.version:
        return
    since = Entry.objects.filter(complaint=complaint, seq__gt=version).exclude(actor=ActorKind.CLOCKWORK)
    entries = list(since.select_related("account", "content").order_by("seq"))
    if entries:
        raise Stale(entries)


def _lawful_change(complaint: Complaint, name: str, by: Actor, at: datetime, facts: dict[str, Any]) -> Change:
    move = MOVES[name]
    case, actor = case_of(complaint, by, at)
    against = refusals(move, case, actor, facts) or wrong_records(move.facts, facts, complaint.project, complaint)
    if not against and at < complaint.moved_at:
        against = (Refusal(N_("This lies before what is already on record.")),)
    if against:
        raise Refused(against)
    stage = move.destination(case, facts)
    assert stage is not None
    given = DeclaredFacts(move, facts)
    return Change(complaint, move, by, at, case, actor, given, stage, round_after(case, stage))


def write(change: Change) -> Complaint:
    """Write the change: clocks, the complaint's row, the entry, its files and the notices."""
    complaint = change.complaint
    change.columns["next_due_at"] = clocks.move_clocks(change)
    _take_stage(change)
    entry = timeline.new_entry(change)
    _store(complaint, change.columns | {"version": entry.seq, "head": entry.hash, "moved_at": change.at})
    clocks.begin(change.clocks)
    timeline.append(entry)
    files.attach(entry, change)
    audience.notify(entry, change)
    index.follow(change)
    return complaint


def _store(complaint: Complaint, columns: dict[str, Any]) -> None:
    """Write the columns to the complaint's row, if nobody was quicker; a new complaint gets its row."""
    seen = complaint.version
    for column, value in columns.items():
        setattr(complaint, column, value)
    if complaint._state.adding:
        complaint.save(force_insert=True)
    elif not Complaint.objects.filter(pk=complaint.pk, version=seen).update(**columns):
        raise Stale([])


def _take_stage(change: Change) -> None:
    """The only place where a complaint gets a stage."""
    columns, before = change.columns, change.case.stage
    if change.stage is before:
        return
    columns.update(stage=change.stage, round=change.round, staged_at=change.at)
    if before is Stage.CLOSED:
        columns.update(closed_at=None, closing_code="")
    if change.stage is Stage.CLOSED:
        columns.update(closed_at=change.at, closing_code=change.move.closing_code(change.facts))
    if change.stage is Stage.HANDLED:
        columns.update(handled_at=change.at)
    if change.stage in ENDED or change.stage in (Stage.HANDLED, Stage.WATCHING):
        columns.update(clocks_wait_since=None, clocks_wait_for="")
