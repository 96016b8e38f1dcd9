"""The policy as one document: every default is a setting in it, never a constant in code."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TypeVar

from pydantic import Field

from heed.process.clocks import Rule
from heed.process.intervals import MINUTES_A_DAY
from heed.process.policy.emergencies import EmergencyNumber, EmergencyWords
from heed.process.policy.hours import WeeklyHours
from heed.process.policy.parts import Named, PolicyPart, Problem, repeats, unknown
from heed.process.policy.suggestion import LeafSuggestion, suggest
from heed.process.policy.terms import (
    ConflictTerms,
    ExemptionTerms,
    GroupTerms,
    HoldTerms,
    MannerTerms,
    OrderTerms,
    OutsideBody,
    PauseReason,
    PromiseTerms,
    PublicTerms,
    ReportTerms,
    RetentionTerms,
    ReviewTerms,
    StewardTerms,
    Telephone,
    VisitTerms,
    Windows,
)
from heed.process.policy.times import Clocks, Ladder, Level, rule_of
from heed.process.policy.tree import Branch, Leaf, PolicyDepartment
from heed.process.policy.warnings import WarningTerms
from heed.process.words import Channel, ClockKind, Nature
from heed.process.words.base import N_

N = TypeVar("N", bound=Named)


class Policy(PolicyPart):
    """The company's settings. A complaint keeps the version it began under, so a stored document is never rewritten;
    a setting added later needs a default in its class, or the stored ones would no longer load.

    A `Policy` is sound: whatever is wrong is found when it is made (`problems` tells it in words).
    """

    levels: tuple[Level, ...] = Field(title=N_("Levels, lowest first"), min_length=1)
    ladders: tuple[Ladder, ...] = Field(title=N_("Escalation paths"))
    clocks: Clocks = Field(title=N_("Clocks"))
    telephone: Telephone = Field(title=N_("Telephone"))
    promise: PromiseTerms = Field(title=N_("Promises"))
    orders: OrderTerms = Field(default=OrderTerms(), title=N_("Work orders"))
    manners: MannerTerms = Field(default=MannerTerms(), title=N_("Manners"))
    hold: HoldTerms = Field(default=HoldTerms(), title=N_("After an absence"))
    stewards: StewardTerms = Field(default=StewardTerms(), title=N_("Stewards of places"))
    conflicts: ConflictTerms = Field(default=ConflictTerms(), title=N_("Complaints about staff"))
    emergency_numbers: tuple[EmergencyNumber, ...] = Field(default=(), title=N_("Numbers for emergencies"))
    emergency_words: tuple[EmergencyWords, ...] = Field(default=(), title=N_("Words for people in danger"))
    windows: Windows = Field(title=N_("Time periods"))
    groups: GroupTerms = Field(default=GroupTerms(), title=N_("Group complaints"))
    reports: ReportTerms = Field(default=ReportTerms(), title=N_("Monthly report"))
    warnings: WarningTerms = Field(default=WarningTerms(), title=N_("Early warnings"))
    retention: RetentionTerms = Field(default=RetentionTerms(), title=N_("Personal data"))
    public: PublicTerms = Field(default=PublicTerms(), title=N_("Made public"))
    visits: VisitTerms = Field(title=N_("Return visits"))
    reviews: ReviewTerms = Field(default=ReviewTerms(), title=N_("Second look"))
    outside_bodies: tuple[OutsideBody, ...] = Field(default=(), title=N_("Outside bodies"))
    channels: tuple[Channel, ...] = Field(title=N_("Intake channels in use"), min_length=1)  # R2
    natures: tuple[Nature, ...] = Field(title=N_("Natures in use"), min_length=1)  # R15 to R18
    money_limit: Decimal = Field(title=N_("Compensation above this needs approval"), ge=0, max_digits=12)  # R77, C12
    exemptions: tuple[ExemptionTerms, ...] = Field(title=N_("Exemptions from the return visit"))  # R94
    pauses: tuple[PauseReason, ...] = Field(title=N_("Reasons for pausing clocks"))
    open_hours: WeeklyHours = Field(title=N_("Open hours"))
    waking_hours: WeeklyHours = Field(title=N_("Contact hours"))
    departments: tuple[PolicyDepartment, ...] = Field(title=N_("Departments"), min_length=1)
    categories: tuple[Branch, ...] = Field(title=N_("Categories"), min_length=1)  # R20

    def rule(self, kind: ClockKind, level: str = "") -> Rule:
        """How a clock of `kind` runs at `level` ("" before the level is known). KeyError: no such level."""
        known = self.rules_by_kind_and_level
        if (kind, level) not in known:
            timing = self.clocks.of(kind).at(level)
            ladder = _by_code(self.ladders, timing.ladder) if timing.ladder else None
            known[kind, level] = rule_of(kind, timing, ladder, bool(level) and self.level(level).round_the_clock)
        return known[kind, level]

    def level(self, code: str) -> Level:
        """The level of this code; "" (not yet assessed) counts as the mildest. KeyError: no such level."""
        return _by_code(self.levels, code) if code else self.levels[0]

    def leaf(self, code: str) -> Leaf:
        """The category of this code. KeyError: no such category."""
        return self.leaf_by_code[code]

    @cached_property
    def rules_by_kind_and_level(self) -> dict[tuple[ClockKind, str], Rule]:
        """The rules that were asked for so far: a policy does not change, and a list asks for one for each row."""
        return {}

    @cached_property
    def leaf_by_code(self) -> dict[str, Leaf]:
        """Every category by its code."""
        return {leaf.code: leaf for leaf in reversed(self.leaves())}

    def leaves(self) -> tuple[Leaf, ...]:
        """Every category, in the order of the tree."""
        return tuple(chain.from_iterable(branch.leaves for branch in self.categories))

    def helps_first(self, category: str) -> bool:
        """Whether a case of this category begins with help, as people may be in danger. KeyError: no such category."""
        return self.level(self.leaf(category).level).help_first

    def words_for(self, category: str) -> EmergencyWords | None:
        """The words for people in danger in this category; None where there are none."""
        return next((words for words in self.emergency_words if words.category == category), None)

    def numbers_for(self, category: str) -> tuple[EmergencyNumber, ...]:
        """The numbers to call: those for this category first, then those for every emergency."""
        own = tuple(number for number in self.emergency_numbers if number.category == category)
        return own + tuple(number for number in self.emergency_numbers if number.category is None)

    def branch_of(self, leaf: str) -> Branch:
        """The branch that holds the category of this code. KeyError: no such category."""
        for branch in self.categories:
            if any(one.code == leaf for one in branch.leaves):
                return branch
        raise KeyError(leaf)

    def department(self, code: str) -> PolicyDepartment:
        """The department of this code. KeyError: no such department."""
        return _by_code(self.departments, code)

    def pause(self, code: str) -> PauseReason:
        """The reason of this code for clocks to wait. KeyError: no such reason."""
        return _by_code(self.pauses, code)

    def exemption(self, code: str) -> ExemptionTerms | None:
        """The terms of an exemption; None where the company does not use it (R94)."""
        return next((terms for terms in self.exemptions if terms.code == code), None)

    @property
    def silent_days(self) -> float:
        """Days without a repeat after which a declined visit closes (R93): the limit of the silence clock."""
        return (self.clocks.silence.limit or 0) / MINUTES_A_DAY

    def suggest_category(self, text: str) -> tuple[LeafSuggestion, ...]:
        """The categories a text speaks of, best first; Chinese is expected in simplified characters."""
        severity = {level.code: rank for rank, level in enumerate(self.levels)}
        return suggest(self.leaves(), severity, text)

    def speaks_of_danger(self, text: str) -> bool:
        """Whether a text speaks of a category that begins with help; Chinese is expected in simplified characters."""
        return bool(suggest(self._helped_first, {}, text))

    @cached_property
    def _helped_first(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves() if self.helps_first(leaf.code))

    def faults(self) -> Iterator[Problem]:
        yield from self._repeats()
        yield from self._unknown_in_clocks()
        yield from self._unknown_in_tree()
        yield from self._promise_too_long()

    def _repeats(self) -> Iterator[Problem]:
        lists = ("levels", "ladders", "exemptions", "pauses", "departments", "categories")
        for name in (*lists, "emergency_numbers", "emergency_words", "outside_bodies"):
            yield from repeats((f"{name}.{n}.code", part.code) for n, part in enumerate(getattr(self, name)))
        for name in ("channels", "natures"):
            yield from repeats((f"{name}.{n}", word) for n, word in enumerate(getattr(self, name)))
        for kind in ClockKind:
            levels = enumerate(self.clocks.of(kind).levels)
            yield from repeats((f"clocks.{kind.value}.levels.{n}.level", timing.level) for n, timing in levels)
        yield from repeats((f"{path}.code", leaf.code) for path, leaf in self._leaf_paths())

    def _unknown_in_clocks(self) -> Iterator[Problem]:
        levels = {level.code for level in self.levels}
        ladders = {ladder.code for ladder in self.ladders}
        for _, path, timing in self.clocks.each():
            yield from unknown(timing.ladder, ladders, f"clocks.{path}.ladder")
            yield from unknown(getattr(timing, "level", None), levels, f"clocks.{path}.level")

    def _unknown_in_tree(self) -> Iterator[Problem]:
        levels = {level.code for level in self.levels}
        departments = {department.code for department in self.departments}
        leaves = {leaf.code for leaf in self.leaves()}
        for name in ("emergency_numbers", "emergency_words"):
            for place, part in enumerate(getattr(self, name)):
                yield from unknown(part.category, leaves, f"{name}.{place}.category")
        for path, leaf in self._leaf_paths():
            yield from unknown(leaf.department, departments, f"{path}.department")
            yield from unknown(leaf.level, levels, f"{path}.level")

    def _promise_too_long(self) -> Iterator[Problem]:
        """A reply may be promised no later than an answer is due anyway (R55, C2); later ones need approval."""
        limits = [timing.limit for _, timing in self.clocks.answer.each() if timing.limit is not None]
        if limits and self.promise.longest_minutes > min(limits):
            yield Problem(
                "promise.longest_minutes",
                N_("A reply may not be promised later than the limit of the answer clock (%(limit)g min)."),
                {"limit": min(limits)},
            )

    def _leaf_paths(self) -> Iterator[tuple[str, Leaf]]:
        for place, branch in enumerate(self.categories):
            for position, leaf in enumerate(branch.leaves):
                yield f"categories.{place}.leaves.{position}", leaf


def _by_code(parts: Iterable[N], code: str) -> N:
    for part in parts:
        if part.code == code:
            return part
    raise KeyError(code)
