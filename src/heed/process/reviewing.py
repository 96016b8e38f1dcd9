"""A second look at a case by somebody who had no part in it: what is asked and recorded, and who may make it."""

from dataclasses import replace
from datetime import timedelta

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import FINDINGS, LESSON, OWNER_WORDS, REMEDY, Fact, Kind
from heed.process.policy import Policy
from heed.process.words import N_, ReviewFinding, Role

WHAT_AGAIN = OWNER_WORDS.labelled(N_("What should be looked at again, in the owner's words"))
FINDING = Fact("finding", Kind.CHOICE, N_("The second look found"), choices=ReviewFinding)
#: The finding where the work begins again: it cannot be that the result stands.
FINDING_AGAIN = replace(FINDING, leaves_out=(ReviewFinding.STANDS,))
EXPLAINED = FINDINGS.labelled(N_("What you found and why, as the owner reads it"))
#: What is done about it, where the owner is right.
MADE_GOOD = replace(
    REMEDY.labelled(N_("What we do about it")),
    required=True,
    when=(FINDING.name, (ReviewFinding.PARTLY, ReviewFinding.OWNER)),
)
LEARNED = LESSON.labelled(N_("What we learn from it"))


def reviewing_roles(policy: Policy) -> tuple[Role, ...]:
    """Return the roles that look again: those of the policy and always the company centre."""
    return tuple(dict.fromkeys((*policy.reviews.reviewers, Role.CENTRE)))


def none_in_this_round(case: Case) -> Refusal | None:
    """One second look for each result: after a new round the owner may ask again."""
    if case.reviewed_round < case.round:
        return None
    return Refusal(N_("A second look at this result was asked for already."))


def in_time_to_ask(case: Case) -> Refusal | None:
    """An owner asks within the days of the policy after the end."""
    days = case.policy.reviews.days
    if case.closed_at is None or case.now - case.closed_at <= timedelta(days=days):
        return None
    return Refusal(N_("A second look can be asked for within %(days)s days after the end."), params={"days": days})


def is_asked_for(case: Case) -> Refusal | None:
    """The owner asked, and nobody has looked again yet."""
    return None if case.review_asked else Refusal(N_("No second look was asked for."))


def looks_independently(case: Case, actor: Participant) -> Refusal | None:
    """A reviewer holds a duty that the policy names, or one of the company centre, and had no part in the case (C3)."""
    if actor.holds.isdisjoint(reviewing_roles(case.policy)):
        return Refusal(N_("By the policy, others make the second look."))
    if case.took_part:
        return Refusal(N_("You had a part in this case: somebody else must look at it again."))
    return None
