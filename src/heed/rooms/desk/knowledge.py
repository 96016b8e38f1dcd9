"""What the desk can look up while the owner waits, so that a question is answered at once (R47).

From the library of answers, and made from the policy in force and the people on duty: who handles what, how soon, and
what may be promised.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.insight.tokens import folded
from heed.process.policy import Policy
from heed.process.policy.tree import Leaf
from heed.process.words import ClockKind
from heed.queries.library import all_words, answers_at, is_valid, text_of
from heed.queries.rota.on_duty import superiors_to_call
from heed.records.models import Account, Answer, Project
from heed.ui import humanize
from heed.ui.names import in_words, level_name

SHOWN = 8


@dataclass(frozen=True, slots=True)
class KnowledgeItem:
    """One item of knowledge: its title, its text, and more words by which it is found."""

    title: str
    text: str
    words: str = ""
    checked: str = ""  # by whom and when, of an answer of the library
    is_stale: bool = False  # its day has passed: it is not said before somebody was asked

    def fits(self, words: list[str]) -> bool:
        """Whether it contains every word of the query."""
        here = folded(f"{self.title} {self.text} {self.words}")
        return all(word in here for word in words)


def answers(project: Project, policy: Policy, account: Account, text: str, now: datetime) -> list[KnowledgeItem]:
    """The items that fit the words of the query, the library's before the rules; without words the general rules."""
    rules = [*_here(project, account, now), *_rules(policy)]
    words = folded(text).split()
    library = [_kept(policy, answer, now) for answer in answers_at(project)]
    if not words:
        return [*rules, *library[:SHOWN]]
    fitting = [answer for answer in (*library, *rules) if answer.fits(words)]
    found = [_about(policy, leaf) for leaf in policy.leaves()]
    fitting += [answer for answer in found if answer.fits(words)]
    if not fitting:
        suggested = policy.suggest_category(folded(text))
        fitting = [_about(policy, policy.leaf(one.code)) for one in suggested]
    return fitting[:SHOWN]


def _kept(policy: Policy, answer: Answer, now: datetime) -> KnowledgeItem:
    """An answer of the library, in the language that is read; found by its words in every language."""
    said, today = text_of(answer, get_language() or "en"), timezone.localdate(now)
    leaf = policy.leaf_by_code.get(answer.category)
    of_category = (*leaf.names.wordings(), *leaf.keywords.zh, *leaf.keywords.en) if leaf is not None else ()
    checked = _("Checked by %(who)s, %(when)s") % {
        "who": answer.checked_by.name,
        "when": humanize.day(answer.checked_at, now),
    }
    return KnowledgeItem(
        said.question,
        said.answer,
        " ".join((all_words(answer), *of_category)),
        checked=checked,
        is_stale=not is_valid(answer, today),
    )


def _here(project: Project, account: Account, now: datetime) -> list[KnowledgeItem]:
    """The number, the address and who can be called now."""
    found = [KnowledgeItem(_("Public number, around the clock"), project.hotline)] if project.hotline else []
    if project.address:
        found.append(KnowledgeItem(_("Address"), project.address))
    superiors = superiors_to_call(project, account, now)
    if superiors:
        found.append(KnowledgeItem(_("Who can be called now"), _(", ").join(one.name for one in superiors[:3])))
    return found


def _rules(policy: Policy) -> list[KnowledgeItem]:
    """What may be promised, in the times of the policy."""
    rings = _("Rings: %(target)s, at most %(limit)s") % {
        "target": policy.telephone.target_rings,
        "limit": policy.telephone.limit_rings,
    }
    return [
        KnowledgeItem(
            _("Latest time a reply may be promised for"), humanize.duration(policy.promise.longest_minutes * 60)
        ),
        *(
            KnowledgeItem(
                _("Answered at level %(level)s") % {"level": in_words(level.names)}, _time(policy, level.code)
            )
            for level in policy.levels
        ),
        KnowledgeItem(_("Answer the telephone"), rings),
        KnowledgeItem(_("Days without a repeat after which a declined visit closes"), f"{policy.silent_days:g}"),
        KnowledgeItem(_("Days in which a closed complaint may be reopened"), str(policy.windows.reopen_days)),
        KnowledgeItem(_("Compensation above this needs approval"), f"{policy.money_limit:f}"),
    ]


def _about(policy: Policy, leaf: Leaf) -> KnowledgeItem:
    """Who handles a category, its usual level, and the times to answer and to arrive."""
    arrival = policy.rule(ClockKind.ARRIVAL, leaf.level).target
    parts = [
        in_words(policy.department(leaf.department).names),
        level_name(policy, leaf.level),
        _time(policy, leaf.level),
        _("on site within %(time)s") % {"time": humanize.duration(arrival * 60)} if arrival else "",
    ]
    return KnowledgeItem(
        in_words(leaf.names),
        " · ".join(part for part in parts if part),
        " ".join((in_words(policy.branch_of(leaf.code).names), *leaf.keywords.zh, *leaf.keywords.en)),
    )


def _time(policy: Policy, level: str) -> str:
    target = policy.rule(ClockKind.ANSWER, level).target
    return _("answered within %(time)s") % {"time": humanize.duration(target * 60)} if target else ""
