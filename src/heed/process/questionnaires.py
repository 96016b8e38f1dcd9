"""The questionnaire instead of a call: when it is preferred, sent, and answered (R91, C3)."""

from heed.process.case import Case, Refusal
from heed.process.policy import Policy
from heed.process.words import N_


def is_preferred(policy: Policy, level: str, *, by_owner: bool) -> bool:
    """Whether the owner is asked in writing first: by the level, or because the owner wishes it."""
    return by_owner or policy.level(level).by_questionnaire


def none_was_sent(case: Case) -> Refusal | None:
    """One questionnaire a round: an owner who is silent is called."""
    if case.questionnaire_until is None:
        return None
    return Refusal(N_("A questionnaire was sent already in this round. Call the owner if there is no answer."))


def can_be_sent(case: Case) -> Refusal | None:
    """A questionnaire goes to the contact on record, never to that of an anonymous owner (R6)."""
    if "anonymous" in case.circumstances:
        return Refusal(N_("No message may be sent to this owner: the questions stand on the owner's page."))
    return None


def was_sent(case: Case) -> Refusal | None:
    """The owner answers a questionnaire that was sent in this round; late answers count, until the staff have asked."""
    return None if case.questionnaire_until else Refusal(N_("We did not send you questions about this."))
