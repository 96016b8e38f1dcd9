"""What one complaint adds to the tallies, month by month: a pure function of its life.

It is worked out anew whenever the complaint changes; what it added before is subtracted. So the order of changes, and
a worker that dies between two of them, make no difference to the sums.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from heed.insight.tallies.course import course_of
from heed.insight.tallies.days import days_of
from heed.insight.tallies.life import Life, LifeClock, LifeStep, OtherMatter
from heed.insight.tallies.measures import Measure
from heed.process.clocks import has_passed
from heed.process.facts import RATING_MEASURES, RATING_RECEPTION, RATING_RESULT, REACHED
from heed.process.moves.bodies import RECORD_BODY
from heed.process.moves.solving import EXPLAIN
from heed.process.moves.taking_in import SETTLE
from heed.process.words import ClockKind, ClockOutcome, Nature, PromiseState, Stage, VisitOutcome

#: A measure and its key.
Added = tuple[Measure, str]
_MARKS = {
    RATING_RECEPTION.name: Measure.MARK_RECEPTION,
    RATING_MEASURES.name: Measure.MARK_MEASURES,
    RATING_RESULT.name: Measure.MARK_RESULT,
}
MANY_ROUNDS = 3
"""From this round on, rounds are counted together."""
#: Promises that came to an end that says whether they were kept.
_JUDGED = (PromiseState.KEPT, PromiseState.RENEGOTIATED, PromiseState.BROKEN)


@dataclass
class Month:
    """What a complaint adds in one month; see `records.models.ComplaintMonth`."""

    adds: Counter[Added] = field(default_factory=Counter)
    stays_open: bool = False
    until_on: date | None = None


Months = dict[date, Month]


def months_of(life: Life) -> Months:
    """Return what the complaint adds, by the first days of the months in which it adds anything."""
    months: Months = defaultdict(Month)
    for part in _PARTS:
        for on, measure, key in part(life):
            months[on].adds[measure, key] += 1
    _note_open_spans(life, months)
    return dict(months)


Adding = Iterator[tuple[date, Measure, str]]


def _new(life: Life) -> Adding:
    on = life.began_on
    yield on, Measure.NEW, ""
    if life.nature:
        yield on, Measure.EFFECTIVE if Nature(life.nature).effective else Measure.COMMUNICATION, ""
    for measure, key in (
        (Measure.BY_NATURE, life.nature),
        (Measure.BY_CATEGORY, life.category),
        (Measure.BY_LEVEL, life.level),
        (Measure.BY_CHANNEL, life.channel),
        (Measure.BY_DEPARTMENT, life.department),
        (Measure.BY_VALIDITY, life.validity),
    ):
        yield on, measure, key
    if life.recorded:
        yield on, Measure.RECORDED, ""
    if _is_repeat(life):
        yield on, Measure.REPEATED, ""
    if _is_of_a_group(life):
        yield on, Measure.GROUP, ""


def _by_month(life: Life) -> Iterator[tuple[date, list[LifeStep]]]:
    for on, steps in groupby(life.steps, lambda step: life.month_of(step.at)):
        yield on, list(steps)


def _flow(life: Life) -> Adding:
    """Taken up again, and ended, by where it stood at the ends of the months: each once a month at most."""
    was_open: bool | None = None  # at the end of the month before; None: not received yet
    for on, steps in _by_month(life):
        is_taken_up = was_open is False and any(not step.has_ended for step in steps)
        is_open = not steps[-1].has_ended
        if is_taken_up:
            yield on, Measure.AGAIN, ""
        if not is_open and (is_taken_up or was_open is not False):
            yield on, Measure.CLOSED, ""
            if was_open:
                yield on, Measure.CLOSED_OLD, ""
        was_open = is_open


def _note_open_spans(life: Life, months: Months) -> None:
    """Note in which months it became open and stayed so beyond the end, and until which month."""
    begun: Month | None = None
    for on, steps in _by_month(life):
        if begun is None and not steps[-1].has_ended:
            begun = months[on]
            begun.stays_open = True
        elif begun is not None and steps[-1].has_ended:
            begun.until_on, begun = on, None


def _closings(life: Life) -> Adding:
    for on, places in _last_entered(life, Stage.CLOSED):
        step, again = life.steps[places], any(not later.has_ended for later in life.steps[places:])
        yield on, Measure.CLOSINGS, ""
        yield on, Measure.ROUNDS, str(min(step.round, MANY_ROUNDS))
        if again:
            yield on, Measure.REOPENED, ""
        elif step.round == 1:
            yield on, Measure.FIRST_TIME, ""


def _handled(life: Life) -> Adding:
    """Handled, and whether a return visit reached the owner before it was handled anew."""
    entered = [place for _on, place in _entered(life, Stage.HANDLED)]
    following = {this: life.steps[after].at for this, after in pairwise(entered)}
    for on, place in _last_entered(life, Stage.HANDLED):
        since, until = life.steps[place].at, following.get(place)
        yield on, Measure.HANDLED, ""
        if _was_reached(life, since, until):
            yield on, Measure.REACHED, ""


def _was_reached(life: Life, since: datetime, until: datetime | None) -> bool:
    """Whether a visit from then until then (None: now) reached the owner."""
    reached = (visit.at for visit in life.visits if visit.outcome in REACHED)
    return any(at >= since and (until is None or at < until) for at in reached)


def _entered(life: Life, stage: Stage) -> Iterator[tuple[date, int]]:
    """The months in which it came to the stage, each with the place of the step."""
    before: Stage | None = None
    for place, step in enumerate(life.steps):
        if step.stage is stage and before is not stage:
            yield life.month_of(step.at), place
        before = step.stage


def _last_entered(life: Life, stage: Stage) -> Iterable[tuple[date, int]]:
    """The same, once a month: the last time counts."""
    return dict(_entered(life, stage)).items()


def _moves(life: Life) -> Adding:
    for name, measure in ((SETTLE.name, Measure.SETTLED), (EXPLAIN.name, Measure.EXPLAINED)):
        for on in {life.month_of(step.at) for step in life.steps if step.move == name}:
            yield on, measure, ""


def _verdicts(life: Life) -> Adding:
    """The last verdict of each month, with its marks."""
    heard = sorted((visit for visit in life.visits if visit.outcome in REACHED), key=lambda visit: visit.at)
    for on, visit in {life.month_of(visit.at): visit for visit in heard}.items():
        yield on, Measure.HEARD, ""
        if visit.outcome is VisitOutcome.SATISFIED:
            yield on, Measure.SATISFIED, ""
        for name, mark in visit.marks.items():
            yield on, _MARKS[name], str(mark)


def _answers(life: Life) -> Adding:
    yield from _due(life, ClockKind.ANSWER, Measure.ANSWER_DUE, Measure.ANSWERED)
    yield from _due(life, ClockKind.CLOSING, Measure.CLOSING_DUE, Measure.CLOSED_IN_TIME)
    yield from _due(life, ClockKind.FINISH, Measure.FINISH_DUE, Measure.FINISHED)
    yield from _due(life, ClockKind.PROGRESS, Measure.PROGRESS_DUE, Measure.INFORMED)
    yield from _due(life, ClockKind.ACCEPT, Measure.ACCEPT_DUE, Measure.ACCEPTED)


def _due(life: Life, kind: ClockKind, due: Measure, met: Measure) -> Adding:
    """Whether what was due in a month was all in time; a clock that was dropped before its limit says nothing."""
    in_time: dict[date, bool] = {}
    for clock in life.clocks:
        if clock.kind is kind and clock.limit_at is not None and _says_something(clock):
            on = life.month_of(clock.limit_at)
            in_time[on] = in_time.get(on, True) and clock.outcome is ClockOutcome.MET and not _was_missed(clock)
    for on, all_met in in_time.items():
        yield on, due, ""
        if all_met:
            yield on, met, ""


def _says_something(clock: LifeClock) -> bool:
    return _was_missed(clock) or clock.outcome in (ClockOutcome.MET, ClockOutcome.LATE)


def _was_missed(clock: LifeClock) -> bool:
    """Whether its limit passed before it stopped."""
    if clock.stopped_at is None:
        return clock.breached_at is not None
    return has_passed(clock.breached_at, clock.stopped_at)


def _promises(life: Life) -> Adding:
    for promise in life.promises:
        if promise.state in _JUDGED:
            on = life.month_of(promise.due_at)
            yield on, Measure.PROMISE_DUE, ""
            if promise.state is PromiseState.KEPT:
                yield on, Measure.PROMISE_KEPT, ""


def _findings(life: Life) -> Adding:
    """What a body found, in the month in which it was last recorded."""
    recorded = [step.at for step in life.steps if step.move == RECORD_BODY.name]
    for measure, finding in (life.findings or {}).items():
        if recorded:
            yield life.month_of(recorded[-1]), Measure(measure), finding


def _is_repeat(life: Life) -> bool:
    """Whether a complaint of the same home and category was closed shortly before this one was received."""
    return bool(life.category) and any(
        other.category == life.category and _was_closed_shortly_before(life, other) for other in life.same_home
    )


def _was_closed_shortly_before(life: Life, other: OtherMatter) -> bool:
    closed_at = None
    for step in other.steps:
        if step.at > life.received_at:
            break
        if step.stage is not Stage.CLOSED:
            closed_at = None
        elif closed_at is None:
            closed_at = step.at
    return closed_at is not None and life.received_at - closed_at <= timedelta(days=life.terms.repeat_days)


def _is_of_a_group(life: Life) -> bool:
    """Whether so many homes complained of it within so many days, this one included (群诉)."""
    if not life.joined:
        return False
    all_of_them = sorted(
        [(life.received_at, life.home), *((other.received_at, other.home) for other in life.joined)],
        key=lambda one: one[0],
    )
    within = timedelta(days=life.terms.group_days)
    for first, _home in all_of_them:
        homes = [home for at, home in all_of_them if first <= at <= first + within]
        unknown = sum(home is None for home in homes)
        if len({home for home in homes if home is not None}) + unknown >= life.terms.group_homes:
            return True
    return False


_PARTS: tuple[Callable[[Life], Adding], ...] = (
    _new, _flow, _closings, _handled, _moves, _verdicts, _answers, _promises, _findings, days_of, course_of,
)  # fmt: skip
