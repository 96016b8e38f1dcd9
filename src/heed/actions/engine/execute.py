"""Executing a move: the only way to change a complaint, in one transaction with clocks, timeline entry and notices."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from heed.actions.engine import asking, audience, clocks, files, index, passing, sealing, timeline, to_tally
from heed.actions.engine.action import Action
from heed.actions.engine.change import Change
from heed.actions.engine.errors import Refused, Stale
from heed.actions.engine.offline import OfflineMove, time_of
from heed.actions.engine.validate import all_refusals
from heed.process.case import Refusal
from heed.process.move import DeclaredFacts
from heed.process.moves import MOVES
from heed.process.words import BEFORE_HANDLED, ENDED, N_, ActorKind, Stage
from heed.process.workflow import round_after
from heed.queries.actor import CLOCKWORK, Actor, staff
from heed.queries.complaints.case import case_of
from heed.queries.complaints.case_rows import OF_CASE
from heed.records.models import Account, Complaint, Entry
from heed.records.prepared import prepared
from heed.records.writing import insert, update

Effect = Callable[[Change], None]

#: All actions by the names of their moves, and what each does besides what every move does.
ACTIONS: dict[str, Action] = {}
_EFFECTS: dict[str, Effect] = {}


def action(name: str) -> Callable[[Effect], Action]:
    """Turn an effect into the action that makes the move of this name.

    The action takes the complaint, the actor `by`, the `version` that the actor saw (None: none), the instant `at`
    (now) and the facts of the move by name; `later`, where the move was made without a network; `key`, by which the
    same form sent twice is known (64 characters at most, one for each form). It returns the
    complaint after the move, also where the same offline move was executed before. It raises Refused or Stale; then
    nothing was written.
    """

    def make(effect: Effect) -> Action:
        @wraps(effect)
        def act(
            complaint: Complaint,
            *,
            by: Actor | Account,
            version: int | None = None,
            at: datetime | None = None,
            later: OfflineMove | None = None,
            key: str | None = None,
            **facts: Any,
        ) -> Complaint:
            given = files.clean_pictures(MOVES[name].facts, facts)
            sent = later.key if later else key
            return make_move(complaint, name, effect, by=by, version=version, at=at, later=later, key=sent, facts=given)

        ACTIONS[name], _EFFECTS[name] = act, effect
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
    later: OfflineMove | None,
    key: str | None,
    facts: dict[str, Any],
) -> Complaint:
    """Make one move on a complaint; see `action`."""
    actor = by if isinstance(by, Actor) else staff(by)
    (locked,) = _locked(complaint.pk)
    # read after waiting for the lock, so that the instants of the timeline never run backwards
    now = at or max(timezone.now(), locked.moved_at)
    arrival: dict[str, datetime] = {}
    if later is not None:
        if locked.entries.filter(client_key=later.key).exists():  # executed already, and the answer was lost
            return locked
        now, arrival = time_of(later, now, locked)
    _refuse_stale(locked, version)
    change = _validated_change(locked, name, actor, now, facts)
    change.client_key, change.arrival = key, arrival
    change.asks_in_writing = asking.is_asked_in_writing(change)
    main_id = locked.merged_into_id
    effect(change)
    write(change)
    sealing.seal(locked)
    if main_id is not None and locked.merged_into_id != main_id:
        to_tally.mark([main_id])
    if change.move.passes_on:
        passing.pass_on(change, ACTIONS)
    return asking.send(change, ACTIONS) if change.asks_in_writing else locked


@prepared
def _locked(complaint: int) -> QuerySet[Complaint]:
    found = Complaint.objects.select_for_update(of=("self",), no_key=True)  # rows that refer to it do not wait
    return found.select_related("project", "case_owner").filter(pk=complaint)


def refuse_move(complaint: Complaint, name: str, *, by: Actor, at: datetime | None, facts: dict[str, Any]) -> None:
    """Raise Refused where the move of this name would be refused now; nothing is written."""
    _validated_change(complaint, name, by, at or max(timezone.now(), complaint.moved_at), facts)


def _refuse_stale(complaint: Complaint, version: int | None) -> None:
    """Raise Stale if a person changed the complaint after this version; changes of the worker are no conflict."""
    if version is None or version >= complaint.version:
        return
    since = Entry.objects.filter(complaint=complaint, seq__gt=version).exclude(actor=ActorKind.CLOCKWORK)
    entries = list(since.select_related("account", "content").order_by("seq"))
    if entries:
        raise Stale(entries)


def _validated_change(complaint: Complaint, name: str, by: Actor, at: datetime, facts: dict[str, Any]) -> Change:
    move = MOVES[name]
    case, actor = case_of(complaint, by, at)
    against = all_refusals(move, case, actor, facts, complaint)
    if not against and at < complaint.moved_at:
        against = (Refusal(N_("This is earlier than an entry already on record.")),)
    if against:
        raise Refused(against)
    stage = move.destination(case, facts)
    assert stage is not None
    given = DeclaredFacts(move, facts)
    return Change(complaint, move, by, at, case, actor, given, stage, round_after(case, stage))


def make_same_move(name: str, given: Sequence[tuple[Complaint, datetime, dict[str, Any]]]) -> None:
    """Let Heed make the move of this name on several complaints, at an instant and with facts for each.

    What stands on record is what so many single moves write. The caller holds the locks of the complaints, names each
    once, and seals them. The move passes nothing on to others. Raises Refused where one is refused.
    """
    assert not MOVES[name].passes_on, f"{name} is made on each complaint by itself"
    prefetch_related_objects([complaint for complaint, _at, _facts in given], *OF_CASE)
    changes = [_validated_change(complaint, name, CLOCKWORK, at, facts) for complaint, at, facts in given]
    for change in changes:
        _EFFECTS[name](change)
    write_all(changes)
    for complaint, _at, _facts in given:
        complaint._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # what was read of it is old now


def write(change: Change) -> Complaint:
    """Write the change (clocks, the complaint's row, the entry, its files, the notices) and return the complaint."""
    write_all([change])
    return change.complaint


def write_all(changes: Sequence[Change]) -> None:
    """Write changes of as many complaints."""
    entries = [_stored_with_entry(change) for change in changes]
    clocks.save_new([clock for change in changes for clock in change.clocks])
    timeline.append(entries)
    for entry, change in zip(entries, changes, strict=True):
        files.attach(entry, change)
        audience.notify(entry, change)
        index.update(change)


def _stored_with_entry(change: Change) -> Entry:
    """Write the complaint's row as it is after the change, and return the entry that is still to be saved."""
    complaint = change.complaint
    change.columns["next_due_at"] = clocks.move_clocks(change)
    _take_stage(change)
    entry = timeline.new_entry(change)
    if complaint._state.adding or change.reaches_owner:
        change.columns["spoken_at"] = change.at
    _store(complaint, change.columns | {"version": entry.seq, "head": entry.hash, "moved_at": change.at})
    return entry


def _store(complaint: Complaint, columns: dict[str, Any]) -> None:
    """Write the columns to the complaint's row, new or not; raise Stale if another change was faster."""
    seen = complaint.version
    for column, value in columns.items():
        setattr(complaint, column, value)
    if complaint._state.adding:
        insert(complaint)
    elif not update(complaint, columns, version=seen):
        raise Stale([])


def _take_stage(change: Change) -> None:
    """Set the stage; the only place where a complaint gets one."""
    columns, before = change.columns, change.case.stage
    if change.stage is before:
        return
    columns.update(stage=change.stage, round=change.round, staged_at=change.at)
    if change.stage is Stage.INVESTIGATING and before not in BEFORE_HANDLED:
        columns.update(merged_into=None)  # an owner for whom it is not solved goes on alone (R66)
    if before is Stage.HANDLED and change.complaint.questionnaire_until:
        columns.update(questionnaire_until=None)
    if before is Stage.CLOSED:
        columns.update(closed_at=None, closed_by=None, closing_code="")
    if change.stage is Stage.CLOSED:
        columns.update(
            closed_at=change.at, closed_by=change.by.account, closing_code=change.move.closing_code(change.facts)
        )
    if change.stage is Stage.HANDLED:
        columns.update(handled_at=change.at)
    if change.stage in ENDED or change.stage in (Stage.HANDLED, Stage.WATCHING):
        columns.update(clocks_wait_since=None, clocks_wait_for="")
