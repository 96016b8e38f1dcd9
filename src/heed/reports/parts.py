"""The divisions of the new complaints in words, each part with the address of its complaints."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.insight.tallies import Measure
from heed.process.policy import Policy
from heed.process.words import N_, Channel, Nature, Validity
from heed.queries.policies import current_policy
from heed.queries.tallies.breakdown import DIVISIONS, Part, breakdown
from heed.reports.scope import Scope
from heed.reports.table import percent
from heed.ui.names import category_name, department_called, level_name

TITLES = {
    Measure.BY_NATURE: N_("Nature"),
    Measure.BY_LEVEL: N_("Level"),
    Measure.BY_VALIDITY: N_("Validity"),
    Measure.BY_CHANNEL: N_("How it reached us"),
    Measure.BY_DEPARTMENT: N_("Department"),
    Measure.BY_CATEGORY: N_("Causes"),
}
_WORDS: dict[Measure, type[Nature] | type[Channel] | type[Validity]] = {
    Measure.BY_NATURE: Nature,
    Measure.BY_CHANNEL: Channel,
    Measure.BY_VALIDITY: Validity,
}


@dataclass(frozen=True, slots=True)
class DivisionPart:
    """A part: its name, how many, its share, and the share of all down to it, in percent; and what it opens."""

    name: str
    count: int
    share: str
    reached: str
    width: int  # of its bar, in percent of the largest
    query: str
    is_vital: bool


@dataclass(frozen=True, slots=True)
class Division:
    """The new complaints divided in one way. `is_pareto`: the shares are also summed up."""

    title: str
    parts: tuple[DivisionPart, ...]
    is_pareto: bool


def divisions(scope: Scope) -> list[Division]:
    """Return the divisions of the new complaints of a scope, without those that have no part."""
    found, policy = breakdown(scope.ids, scope.on), current_policy()
    return [
        Division(
            _(TITLES[measure]), tuple(_parts(scope, policy, measure, found[measure])), measure is Measure.BY_CATEGORY
        )
        for measure in DIVISIONS
        if found[measure]
    ]


def _parts(scope: Scope, policy: Policy, measure: Measure, parts: tuple[Part, ...]) -> Iterator[DivisionPart]:
    for part in parts:
        yield DivisionPart(
            name_of_part(policy, measure, part.key),
            part.count,
            percent(part.share),
            percent(part.reached),
            round(100 * part.count / parts[0].count),
            scope.address(part=f"{measure}={part.key}"),
            part.is_vital,
        )


def name_of_part(policy: Policy, measure: Measure, key: str) -> str:
    """What a part is called: in the words of the policy, or of the process."""
    if not key:
        return _("Not decided yet")
    if measure in _WORDS:
        return _(_WORDS[measure](key).label)
    if measure is Measure.BY_LEVEL:
        return level_name(policy, key)
    return category_name(policy, key) if measure is Measure.BY_CATEGORY else department_called(key, policy)
