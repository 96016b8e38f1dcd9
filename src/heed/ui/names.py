"""Names of what the policy and the records hold, in the active language."""

from django.utils.translation import get_language

from heed.process.policy import Policy
from heed.process.policy.parts import Text
from heed.process.words.base import N_
from heed.queries.policies import policy_of
from heed.records.models import Complaint, Department

#: What staff are told of an owner's telephone to which nothing can be sent.
NO_GATEWAY = N_(
    "No text message can be sent to this telephone: no gateway is set up. Tell the owner the number, and call with "
    "news."
)


def in_words(text: Text) -> str:
    """A text of the policy in the active language."""
    return text.in_language(get_language() or "en")


def level_name(policy: Policy, code: str) -> str:
    """The name of a level; its code where the policy no longer has it."""
    return next((in_words(level.names) for level in policy.levels if level.code == code), code)


def category_name(policy: Policy, code: str) -> str:
    """The name of a category; empty where there is none yet."""
    leaf = policy.leaf_by_code.get(code)
    return in_words(leaf.names) if leaf else code


def pause_name(policy: Policy, code: str) -> str:
    """The name of a reason for clocks to wait; its code where the policy no longer has it."""
    return next((in_words(reason.names) for reason in policy.pauses if reason.code == code), code)


def department_called(code: str, policy: Policy) -> str:
    """The policy's name for a department's code; another text stays as it is."""
    return next((in_words(part.names) for part in policy.departments if part.code == code), code)


def department_name(department: Department, policy: Policy) -> str:
    """What a department is called: its own name, or the policy's for its code."""
    if department.name:
        return department.name
    return department_called(department.code, policy)


def policy_for(complaint: Complaint) -> Policy:
    """The policy that the complaint keeps."""
    return policy_of(complaint.policy_id)


def category_choices(policy: Policy) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every category under its branch, for a choice."""
    return tuple(
        (in_words(branch.names), tuple((leaf.code, in_words(leaf.names)) for leaf in branch.leaves))
        for branch in policy.categories
    )
