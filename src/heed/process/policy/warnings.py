"""What raises an early warning, and how long one that was answered stays quiet (R148).

The company may ask for more or for less. What makes two texts alike and the shapes of chance are algorithms, not terms:
they stand in `insight`.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from heed.process.policy.parts import Days, PolicyPart, Problem
from heed.process.words import WarningState
from heed.process.words.base import N_

#: How many people or complaints; one alone is never a warning.
Several = Annotated[int, Field(ge=2, le=1000)]
#: Days that are compared with the months before, which are four.
Window = Annotated[int, Field(ge=2, le=60)]
#: Chance alone brings something as seldom as once in so many times.
Odds = Annotated[int, Field(ge=20, le=10_000_000)]


class SurgeTerms(PolicyPart):
    """Unusually many complaints of one category at an estate."""

    days: Window = Field(default=7, title=N_("Days in which complaints of one category are counted"))
    voices: Several = Field(default=4, title=N_("Fewest owners who complain"))
    odds: Odds = Field(default=10_000, title=N_("Chance alone may bring this at most once in so many times"))


class HotSpotTerms(PolicyPart):
    """Several owners tell of one thing."""

    days: Window = Field(default=30, title=N_("Days within which they tell of it"))
    voices: Several = Field(default=4, title=N_("Number of different owners"))


class RepeatTerms(PolicyPart):
    """One home or one owner complains again and again."""

    days: Days = Field(default=60, title=N_("Days in which their complaints are counted"))
    number: Several = Field(default=4, title=N_("Number of complaints"))
    of_category: Several = Field(default=3, title=N_("Or number of complaints of one category"))

    def faults(self) -> Iterator[Problem]:
        if self.of_category > self.number:
            yield Problem(
                "of_category",
                N_("This cannot be more than the complaints of every category: %(number)s."),
                {"number": self.number},
            )


class ConductTerms(PolicyPart):
    """Several owners complain of the manner of one person."""

    days: Days = Field(default=90, title=N_("Days in which they complain"))
    voices: Several = Field(default=2, title=N_("Number of different owners"))


class SlideTerms(PolicyPart):
    """More promises of an estate are broken than before."""

    days: Window = Field(default=14, title=N_("Days in which promises are counted"))
    missed: Several = Field(default=3, title=N_("Fewest promises that were not kept"))
    odds: Odds = Field(default=1_000, title=N_("Chance alone may bring this at most once in so many times"))


class LeavingTerms(PolicyPart):
    """An owner is about to be lost: signs of one complaint come together."""

    weight: int = Field(
        default=4,
        title=N_("Weight of the signs together: dissatisfied, a broken promise and long silence weigh 2, others 1"),
        ge=2,
        le=9,
    )
    quiet_days: Days = Field(default=3, title=N_("Days without a word with the owner that are a sign"))
    silent_days: Days = Field(default=7, title=N_("Days without a word with the owner that are a heavy sign"))

    def faults(self) -> Iterator[Problem]:
        if self.silent_days <= self.quiet_days:
            yield Problem(
                "silent_days",
                N_("The heavy sign comes after the light one: more than %(days)s days."),
                {"days": self.quiet_days},
            )


class LateTerms(PolicyPart):
    """A time limit is likely to be missed."""

    percent: int = Field(
        default=50, title=N_("Of past clocks that ran as long, so many were missed, in percent"), ge=5, le=95
    )


class AfterwardsTerms(PolicyPart):
    """How long a warning that was answered keeps the same quiet, and how long a dismissal makes it ask for more."""

    acted_days: Days = Field(default=14, title=N_("Days without the same warning after it was acted on"))
    dismissed_days: Days = Field(default=30, title=N_("Days without the same warning after it was dismissed"))
    stricter_days: Days = Field(default=365, title=N_("Days in which a dismissed warning asks for more"))

    def faults(self) -> Iterator[Problem]:
        longest = max(self.acted_days, self.dismissed_days)
        if self.stricter_days < longest:
            yield Problem(
                "stricter_days",
                N_("This cannot be shorter than the days without the same warning: %(days)s."),
                {"days": longest},
            )

    def quiet_after(self, state: WarningState) -> timedelta:
        """Return how long the same stays quiet after it ended like this."""
        days = {WarningState.DISMISSED: self.dismissed_days, WarningState.ACTED: self.acted_days}
        return timedelta(days=days.get(state, 0))

    @property
    def stricter_for(self) -> timedelta:
        """How long a dismissal makes the same ask for more."""
        return timedelta(days=self.stricter_days)


class WarningTerms(PolicyPart):
    """What raises each kind of early warning."""

    surge: SurgeTerms = Field(default=SurgeTerms(), title=N_("Unusually many complaints"))
    hot_spot: HotSpotTerms = Field(default=HotSpotTerms(), title=N_("Several owners report one thing"))
    repeats: RepeatTerms = Field(default=RepeatTerms(), title=N_("One home or owner complains again and again"))
    conduct: ConductTerms = Field(default=ConductTerms(), title=N_("Several complaints about the manner of one person"))
    promises: SlideTerms = Field(default=SlideTerms(), title=N_("Promises are slipping"))
    leaving: LeavingTerms = Field(default=LeavingTerms(), title=N_("An owner is about to be lost"))
    late: LateTerms = Field(default=LateTerms(), title=N_("A time limit is likely to be missed"))
    afterwards: AfterwardsTerms = Field(default=AfterwardsTerms(), title=N_("After a warning was answered"))
