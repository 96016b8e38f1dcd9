"""The policy in plain words: its values, its sections for the page, and what one version changes of another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from heed.process.clocks import Basis
from heed.process.policy import LadderStep, Policy, PolicyChange, Problem, Text, Timing, differences
from heed.process.words import ClockKind, Word
from heed.rooms.setup.fields import minutes_written
from heed.ui.names import in_words

BASIS = {Basis.ALWAYS: N_("Around the clock"), Basis.OPEN: N_("Only open hours")}
#: Settings that are lengths of time in minutes.
LENGTHS = ("target", "limit", "after", "longest_minutes", "warn_minutes", "notice_minutes", "away_minutes")
#: What they are called where the length carries its own unit.
LABELS = {
    "target": N_("Target"),
    "limit": N_("Limit"),
    "after": N_("After the limit"),
    "longest_minutes": N_("Longest time to a promised reply"),
    "warn_minutes": N_("Warning before a promise is due"),
    "notice_minutes": N_("Minimum notice for a new date; with less, an apology is due"),
    "away_minutes": N_("Absence after which Heed waits for an administrator"),
}


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One change in words."""

    place: str
    label: str
    before: str
    after: str


def changes(old: Policy, new: Policy) -> list[ChangeInWords]:
    """Everything in which the new policy differs, in words."""
    return [_in_words(change, old, new) for change in differences(old, new)]


def _in_words(change: PolicyChange, old: Policy, new: Policy) -> ChangeInWords:
    last = change.path.rpartition(".")[2]
    return ChangeInWords(
        place=" › ".join(_step(step, new) for step in change.place),
        label=_(LABELS.get(last, change.label)),
        before=value(change.before, last, old),
        after=value(change.after, last, new),
    )


def _step(step: str | Text, policy: Policy) -> str:
    if isinstance(step, Text):
        return in_words(step)
    named = code_named(policy, "level", step)  # where a level differs, its code is the way
    return named if named != step else _(step) if step else ""


def value(given: Any, setting: str, policy: Policy) -> str:
    """A value of the policy as a person reads it; "—" for none."""
    if given is None or given in ("", ()):
        return "—"
    if isinstance(given, tuple):
        of_each = "after" if setting.isdecimal() else ""
        return " · ".join(value(item, of_each, policy) for item in given)
    written = next((write for kind, write in _WRITTEN.items() if isinstance(given, kind)), _code(policy))
    return written(given, setting)


def _code(policy: Policy) -> Callable[[Any, str], str]:
    return lambda given, setting: code_named(policy, setting, str(given))


def _number(given: float | Decimal, setting: str) -> str:
    """A number, of minutes in words where the setting is a length of time."""
    if setting in LENGTHS:
        return minutes_written(float(given)) if given else _("At once")
    return f"{given:g}" if isinstance(given, float) else str(given)


#: How a value of each kind is written; a flag is a whole number too and comes first.
_WRITTEN: dict[type, Callable[[Any, str], str]] = {
    bool: lambda given, setting: _("Yes") if given else _("No"),
    Text: lambda given, setting: in_words(given),
    Basis: lambda given, setting: _(BASIS[given]),
    Word: lambda given, setting: _(given.label),
    int: _number,
    float: _number,
    Decimal: _number,
}


def code_named(policy: Policy, setting: str, code: str) -> str:
    """The name behind a code of a level, a department or a ladder; another text as it is."""
    named = {"level": policy.levels, "department": policy.departments, "ladder": policy.ladders}.get(setting, ())
    return next((in_words(part.names) for part in named if part.code == code), code)


@dataclass(frozen=True, slots=True)
class Cell:
    """The times of a clock at one level."""

    target: str
    limit: str
    basis: str
    ladder: str
    differs: bool


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One kind of clock at every level."""

    at: str
    name: str
    cells: tuple[Cell, ...]


def clock_rows(policy: Policy) -> list[ClockRow]:
    """Every clock, a column for each level."""
    return [ClockRow(f"clocks.{kind.value}", _(kind.label), tuple(_cells(policy, kind))) for kind in ClockKind]


def _cells(policy: Policy, kind: ClockKind) -> Iterable[Cell]:
    times = policy.clocks.of(kind)
    for level in policy.levels:
        timing: Timing = times.at(level.code)
        always = level.round_the_clock or timing.basis is Basis.ALWAYS
        yield Cell(
            target=minutes_written(timing.target),
            limit=minutes_written(timing.limit),
            basis="" if always else _("open hours"),
            ladder=code_named(policy, "ladder", timing.ladder or ""),
            differs=timing is not times,
        )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting that can be edited: its name and its values in words."""

    at: str
    name: str
    says: tuple[str, ...]


def level_rows(policy: Policy) -> list[SettingRow]:
    """Each level and what it changes: its settings that are switched on, under their names."""
    found = []
    for level in policy.levels:
        fields = type(level).model_fields.items()
        says = [_(title) for name, info in fields if (title := info.title) and getattr(level, name) is True]
        if level.apology_forms:
            says.append(_("Apology: %(forms)s") % {"forms": value(level.apology_forms, "", policy)})
        found.append(SettingRow(f"levels.{level.code}", in_words(level.names), some(says, _("As usual"))))
    return found


def problem_in_words(problem: Problem) -> str:
    """The sentence of a problem, with the names of clocks and levels in the active language."""
    names = {name: _WRITTEN[kind](given, "") for name, given in problem.params.items() if (kind := _kind_of(given))}
    return _(problem.msgid) % (dict(problem.params) | names)


def _kind_of(given: object) -> type | None:
    return next((kind for kind in (Text, Word) if isinstance(given, kind)), None)


def number_rows(policy: Policy) -> list[SettingRow]:
    """Each number for emergencies, and where it is only for one category."""
    return [
        SettingRow(
            f"emergency_numbers.{one.code}",
            in_words(one.names),
            some([one.number, in_words(policy.leaf(one.category).names) if one.category else ""], ""),
        )
        for one in policy.emergency_numbers
    ]


def outside_rows(policy: Policy) -> list[SettingRow]:
    """Each body outside of the company to which an owner may turn."""
    return [
        SettingRow(f"outside_bodies.{one.code}", in_words(one.names), (one.number,)) for one in policy.outside_bodies
    ]


def danger_rows(policy: Policy) -> list[SettingRow]:
    """The words for people in danger, by category."""
    return [
        SettingRow(f"emergency_words.{one.code}", in_words(one.names), (in_words(one.say), in_words(one.never)))
        for one in policy.emergency_words
    ]


def ladder_rows(policy: Policy) -> list[SettingRow]:
    """Each ladder, a step a phrase."""
    return [
        SettingRow(
            f"ladders.{ladder.code}",
            in_words(ladder.names),
            tuple(
                f"{_when(step, policy)} → {_(step.to.label)}" + (_(" (not at night)") if step.waking else "")
                for step in ladder.steps
            ),
        )
        for ladder in policy.ladders
    ]


def _when(step: LadderStep, policy: Policy) -> str:
    """When a step comes: so long after the limit, or at a share of the time."""
    if step.share is None:
        return str(value(step.after, "after", policy))
    return _("at %(share)s%% of the time") % {"share": step.share}


def pause_rows(policy: Policy) -> list[SettingRow]:
    """Each reason for clocks to wait, and which wait."""
    return [
        SettingRow(f"pauses.{pause.code}", in_words(pause.names), (value(pause.clocks, "", policy),))
        for pause in policy.pauses
    ]


def department_rows(policy: Policy) -> list[SettingRow]:
    """Each department with how many categories go there."""
    leaves = [leaf.department for leaf in policy.leaves()]
    return [
        SettingRow(f"departments.{part.code}", in_words(part.names),
            (_("Categories: %(count)s") % {"count": leaves.count(part.code)},))
        for part in policy.departments
    ]  # fmt: skip


def hours_rows(policy: Policy) -> list[SettingRow]:
    """The open hours of projects without their own, and when people may be woken."""
    return [
        SettingRow(
            name, title, tuple(dict.fromkeys(", ".join(map(str, day)) or _("Closed all day") for day in hours.week))
        )
        for name, title, hours in (
            ("open_hours", _("Open hours where a project has none of its own"), policy.open_hours),
            ("waking_hours", _("Contact hours"), policy.waking_hours),
        )
    ]


def some(says: Iterable[str], otherwise: str) -> tuple[str, ...]:
    """What there is to say; otherwise this."""
    return tuple(filter(None, says)) or (otherwise,)
