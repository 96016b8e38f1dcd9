"""What must be true of clocks and notices, worked out from the law and the record alone; the tick is not asked."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from heed.actions.notices.delivery import LOST_TWICE
from heed.process.alarms import Firing, due_by, firings
from heed.process.clock_history import Event, replay
from heed.process.clocks import Times
from heed.process.words import ClockEventKind, ClockKind, ClockOutcome, Stage
from heed.queries.clocks.recipients import recipients_of
from heed.queries.policies import hours_of, policy_of, waking_hours_of
from heed.queries.record.integrity import verify_record
from heed.records.models import Clock, Complaint, Entry, Notice

FIRED = (ClockEventKind.WARNED, ClockEventKind.BREACHED, ClockEventKind.ESCALATED)


def faults(now: datetime) -> list[str]:
    """What is wrong with the clocks, now that every clock that was due by `now` should have acted; a sentence each."""
    found: list[str] = []
    for clock in Clock.objects.select_related("promise", "complaint").order_by("pk"):
        found += (f"clock {clock.pk} ({clock.kind}): {fault}" for fault in _of_clock(clock, now))
    for complaint in Complaint.objects.all():
        found += (f"{complaint}: {fault}" for fault in _of_complaint(complaint))
    return found


def _of_clock(clock: Clock, now: datetime) -> Iterator[str]:
    expected, next_at = expected_of(clock, now)
    events = list(clock.events.filter(kind__in=FIRED))
    got = Counter((ClockEventKind(event.kind), event.rung) for event in events)
    for key in sorted(expected.keys() - got.keys()):
        yield f"{key} is missing"
    for key in sorted(got.keys() - expected.keys()):
        yield f"{key} came, and should not have"
    for event in events:
        key = (ClockEventKind(event.kind), event.rung)
        if got[key] > 1:
            yield f"{key} came {got[key]} times"
        if key in expected and event.at < expected[key].at:
            yield f"{key} came early"
        if key in expected:
            yield from _notices(clock, expected[key])
    yield from _of_breach(clock, (ClockEventKind.BREACHED, 0) in expected)
    if clock.stopped_at is None and clock.next_action_at != next_at:
        yield f"looks again at {clock.next_action_at}, not at {next_at}"


def expected_of(clock: Clock, now: datetime) -> tuple[dict[tuple[ClockEventKind, int], Firing], datetime | None]:
    """By the law: what the clock has done by `now`, and when it has to act next. One that was stopped did nothing."""
    course = replay(
        Event(ClockEventKind(row.kind), row.at, row.reason, row.rung) for row in clock.events.order_by("pk")
    )
    rule = policy_of(clock.policy_id).rule(ClockKind(clock.kind), clock.level)
    waking = waking_hours_of(clock.policy_id)
    times = Times(clock.target_at, clock.limit_at)
    hours = hours_of(clock.calendar_id, clock.policy_id)
    started_at, pauses = clock.started_at, course.pauses
    all_of_them = firings(
        rule, times, started_at=started_at, hours=hours, waking_hours=waking, pauses=pauses, until=now
    )
    due, next_at = due_by(now, all_of_them, (), rule=rule, waking_hours=waking)
    if clock.stopped_at is not None and clock.outcome != ClockOutcome.FIRED:
        return {}, None
    return {firing.key: firing for firing in due}, next_at


def _of_breach(clock: Clock, breached: bool) -> Iterator[str]:
    if clock.kind == ClockKind.SILENCE:
        yield from _of_silence(clock, breached)
    elif clock.breached_at != (clock.limit_at if breached else None):
        yield f"breached at {clock.breached_at}, limit {clock.limit_at}"
    if clock.promise is not None and clock.stopped_at is None:
        state, at = ("broken", clock.due_at) if breached else ("open", None)
        if (clock.promise.state, clock.promise.broken_at) != (state, at):
            yield f"the promise is {clock.promise.state} at {clock.promise.broken_at}"


def _of_silence(clock: Clock, over: bool) -> Iterator[str]:
    complaint = clock.complaint
    assert complaint is not None
    closings = Entry.objects.filter(complaint=complaint, move="silence").count()
    if over != (complaint.stage == Stage.CLOSED) or over != closings:
        yield f"silent days over: {over}, but {complaint.stage} with {closings} closings"
    if clock.breached_at is not None:
        yield "silence is no breach"


def _notices(clock: Clock, firing: Firing) -> Iterator[str]:
    """A warning and a breach are told to everybody concerned, once."""
    subject = clock.complaint or clock.reception or clock.summons
    assert subject is not None
    if firing.kind is ClockEventKind.ESCALATED or clock.kind == ClockKind.SILENCE:
        return
    rows = Notice.objects.filter(key__startswith=f"clock-{clock.pk}-{firing.kind}-{firing.rung}-")
    told = sorted(rows.values_list("account_id", flat=True))
    wanted = sorted(account.pk for account in recipients_of(clock, subject))
    if told != wanted:
        yield f"{firing.key} told {told}, not {wanted}"


def _of_complaint(complaint: Complaint) -> Iterator[str]:
    """Every rung is one move in the timeline, told to somebody; and the timeline is whole."""
    entries = list(complaint.entries.select_related("content").order_by("seq"))
    if [entry.seq for entry in entries] != list(range(1, complaint.version + 1)):
        yield "the timeline has holes"
    yield from (f"entry {fault.seq}: {fault.damage}" for fault in verify_record(complaint))
    raised = [entry for entry in entries if entry.move == "escalate" and entry.actor == "clockwork"]
    moves = Counter((entry.content.facts["clock"], entry.content.facts["rung"]) for entry in raised)
    rungs = Counter(complaint.clocks.filter(events__kind=ClockEventKind.ESCALATED).values_list("kind", "events__rung"))
    if moves != rungs:
        yield f"rungs {dict(rungs)}, but moves {dict(moves)}"
    for entry in raised:
        if not Notice.objects.filter(key__startswith=f"{complaint.pk}-{entry.seq}-").exists():
            yield f"entry {entry.seq} told nobody"


def unsent(now: datetime, received: Counter[str]) -> list[str]:
    """What is wrong with the notices that were due by `now`, of which these were received; a sentence each."""
    found = []
    for notice in Notice.objects.filter(~Q(channel="inbox"), due_at__lte=now).order_by("pk"):
        if not received[notice.key]:
            found.append(f"notice {notice.key} was lost")
        gave_up = (
            notice.lost > 1 and notice.error == LOST_TWICE
        )  # it may have arrived twice: no third time, and said so
        if not gave_up and (notice.sent_at is None or notice.failed_at is not None):
            found.append(f"notice {notice.key} is not on record as sent")
        if received[notice.key] > min(notice.attempts, 2):
            found.append(f"notice {notice.key} went out {received[notice.key]} times in {notice.attempts} attempts")
    unknown = set(received) - set(Notice.objects.values_list("key", flat=True))
    return found + [f"{key} is no notice of ours" for key in sorted(unknown)]
