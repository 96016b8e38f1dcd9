"""What a new policy changes: for the preview before it is kept, and for the history after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heed.process.calendar import Hours
from heed.process.intervals import Interval
from heed.process.policy.document import Policy
from heed.process.policy.hours import DAYS, TIMEZONE, WEEKDAYS
from heed.process.policy.parts import PolicyPart, Text

#: One step on the way to a setting: a message id, or words of the company's own.
Place = tuple[str | Text, ...]


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One setting that differs.

    `path` names list items by their code ("levels.major.names.en"; steps of a ladder count from 1); `place` is the
    same way in words, without the last, which is `label` (a message id). `before` and `after` are values of the
    policy: numbers, words, tuples, a `Text` where a whole named part came or went; None where there was or is nothing.
    """

    path: str
    label: str
    before: Any
    after: Any
    place: Place = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the comparison stands: the path so far, and the titles along it."""

    path: str = ""
    titles: Place = ()

    def step(self, piece: str, *title: str | Text) -> "_Spot":
        return _Spot(f"{self.path}.{piece}" if self.path else piece, (*self.titles, *title))

    def change(self, before: Any, after: Any, *within: str) -> PolicyChange:
        """A change here; `within` adds to the place what no title says (a date, the number of a step)."""
        *place, label = self.titles
        return PolicyChange(self.path, str(label), before, after, (*place, *within))


def differences(old: Policy, new: Policy) -> tuple[PolicyChange, ...]:
    """Every setting in which `new` differs from `old`, in the order of the document; empty only for equal policies."""
    return tuple(_between_parts(_Spot(), old, new))


def _between(spot: _Spot, old: Any, new: Any) -> Iterator[PolicyChange]:
    if old == new:
        return
    if isinstance(old, PolicyPart) and isinstance(new, PolicyPart):
        yield from _between_parts(spot, old, new)
    elif isinstance(old, Hours):
        yield from _between_hours(spot, old, new)
    elif isinstance(old, tuple) and any(isinstance(item, PolicyPart) for item in (*old, *new)):
        yield from _between_items(spot, _by_key(old), _by_key(new))
    else:
        yield spot.change(old, new)


def _between_parts(spot: _Spot, old: PolicyPart, new: PolicyPart) -> Iterator[PolicyChange]:
    for name, known in type(old).model_fields.items():
        yield from _between(spot.step(name, known.title or name), getattr(old, name), getattr(new, name))


def _between_items(spot: _Spot, old: dict[str, Any], new: dict[str, Any]) -> Iterator[PolicyChange]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if isinstance(before, PolicyPart) and isinstance(after, PolicyPart):
            yield from _between_parts(spot.step(key, _name(key, after)), before, after)
        elif before != after:
            named = isinstance(_gist(before), Text) or isinstance(_gist(after), Text)
            yield spot.step(key).change(_gist(before), _gist(after), *(() if named else (key,)))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield spot.change(tuple(old), tuple(new))


def _between_hours(spot: _Spot, old: Hours, new: Hours) -> Iterator[PolicyChange]:
    """Days as they are written: ("09:00-12:00", "13:30-18:00"); None where a date has no hours of its own."""
    yield from _between(spot.step("timezone", TIMEZONE), old.timezone, new.timezone)
    for number, weekday in enumerate(WEEKDAYS):
        yield from _between(
            spot.step(f"week.{number}", weekday), _written(old.week[number]), _written(new.week[number])
        )
    for on in sorted({*old.days, *new.days}):
        before, after = _written(old.days.get(on)), _written(new.days.get(on))
        if before != after:
            yield spot.step(f"days.{on}", DAYS).change(before, after, str(on))


def _written(intervals: tuple[Interval, ...] | None) -> tuple[str, ...] | None:
    return None if intervals is None else tuple(map(str, intervals))


def _by_key(items: tuple[Any, ...]) -> dict[str, Any]:
    return {_key(item, number): item for number, item in enumerate(items, start=1)}


def _key(item: Any, number: int) -> str:
    """What tells an item from its neighbours: its code, the level it is for, else its number."""
    return str(getattr(item, "code", None) or getattr(item, "level", None) or number)


def _name(key: str, part: PolicyPart) -> str | Text:
    gist = part.gist()
    return gist if isinstance(gist, Text) else key


def _gist(value: Any) -> Any:
    return value.gist() if isinstance(value, PolicyPart) else value
