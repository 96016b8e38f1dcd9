"""What the desk can look up, so that nobody is asked three things and knows none (R47).

Made from the policy in force and the people on duty: who handles what, how soon, and what may be promised.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from heed.insight.tokens import folded
from heed.process.policy import Policy
from heed.process.policy.tree import Leaf
from heed.process.words import ClockKind
from heed.queries.rota.on_duty import superiors_to_call
from heed.records.models import Account, Project
from heed.ui import humanize
from heed.ui.names import in_words, level_name

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing to know: its name, what is to be said about it, and the words it is found by."""

    title: str
    text: str
    words: str = ""

    def fits(self, asked: list[str]) -> bool:
        """Whether every word asked for stands in it."""
        here = folded(f"{self.title} {self.text} {self.words}")
        return all(word in here for word in asked)


def answers(project: Project, policy: Policy, account: Account, text: str, now: datetime) -> list[Answer]:
    """What fits the words asked for; without words the rules that are asked for most."""
    rules = [*_here(project, account, now), *_rules(policy)]
    asked = folded(text).split()
    if not asked:
        return rules
    fitting = [answer for answer in rules if answer.fits(asked)]
    found = [_about(policy, leaf) for leaf in policy.leaves()]
    fitting += [answer for answer in found if answer.fits(asked)]
    if not fitting:
        suggested = policy.suggest_category(folded(text))
        fitting = [_about(policy, policy.leaf(one.code)) for one in suggested]
    return fitting[:SHOWN]


def _here(project: Project, account: Account, now: datetime) -> list[Answer]:
    """The number, the address and who can be called now."""
    found = [Answer(_("Public number, around the clock"), project.hotline)] if project.hotline else []
    if project.address:
        found.append(Answer(_("Address"), project.address))
    superiors = superiors_to_call(project, account, now)
    if superiors:
        found.append(Answer(_("Who can be called now"), _(", ").join(one.name for one in superiors[:3])))
    return found


def _rules(policy: Policy) -> list[Answer]:
    """What may be promised, in the times of the policy."""
    rings = _("Rings: %(target)s, at most %(limit)s") % {
        "target": policy.telephone.target_rings,
        "limit": policy.telephone.limit_rings,
    }
    return [
        Answer(_("Latest time a reply may be promised for"), humanize.duration(policy.promise.longest_minutes * 60)),
        *(
            Answer(_("Answered at level %(level)s") % {"level": in_words(level.names)}, _time(policy, level.code))
            for level in policy.levels
        ),
        Answer(_("Answer the telephone"), rings),
        Answer(_("Days without a repeat after which a declined visit closes"), f"{policy.silent_days:g}"),
        Answer(_("Days in which a closed complaint may be reopened"), str(policy.windows.reopen_days)),
        Answer(_("Compensation above this needs approval"), f"{policy.money_limit:f}"),
    ]


def _about(policy: Policy, leaf: Leaf) -> Answer:
    """Who handles a category, how grave it usually is and how soon it is answered and come to."""
    arrival = policy.rule(ClockKind.ARRIVAL, leaf.level).target
    parts = [
        in_words(policy.department(leaf.department).names),
        level_name(policy, leaf.level),
        _time(policy, leaf.level),
        _("on site within %(time)s") % {"time": humanize.duration(arrival * 60)} if arrival else "",
    ]
    return Answer(
        in_words(leaf.names),
        " · ".join(part for part in parts if part),
        " ".join((in_words(policy.branch_of(leaf.code).names), *leaf.keywords.zh, *leaf.keywords.en)),
    )


def _time(policy: Policy, level: str) -> str:
    target = policy.rule(ClockKind.ANSWER, level).target
    return _("answered within %(time)s") % {"time": humanize.duration(target * 60)} if target else ""
