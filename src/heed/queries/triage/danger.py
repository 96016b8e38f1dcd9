"""Whether words speak of people in danger, before a person has judged them (R20, R75)."""

from typing import Protocol

from heed.insight.tokens import folded
from heed.process.policy import Policy
from heed.process.words import Stage
from heed.queries.policies import policy_of
from heed.queries.triage.decided import text_of


class _Matter(Protocol):
    """What a complaint and its row in a list have in common here."""

    @property
    def stage(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def policy_id(self) -> int: ...


def speaks_of_danger(policy: Policy, *said: str) -> bool:
    """Whether the policy's own words for a category by which people may be in danger stand in what is said."""
    return policy.speaks_of_danger(folded(text_of(*said)))


def may_be_emergency(matter: _Matter, told: str) -> bool:
    """Whether what was told speaks of danger, while nobody has read it back and no level says so yet."""
    policy = policy_of(matter.policy_id)
    judged = matter.stage != Stage.RECEIVED or policy.level(matter.level).help_first
    return not judged and speaks_of_danger(policy, told, matter.where)
