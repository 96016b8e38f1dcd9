"""The guards of what waits while people may be in danger: help comes first, wish and read-back later."""

from heed.process.case import Case, Refusal
from heed.process.words import N_


def everybody_is_safe(case: Case) -> Refusal | None:
    """It is on record that everybody is safe, at a level that has help come first."""
    if not case.in_danger:
        return None
    return Refusal(N_("People may be in danger. Help first, and record that everybody is safe."), cure="all_safe")


def somebody_is_in_danger(case: Case) -> Refusal | None:
    """There is danger that can be over."""
    return None if case.in_danger else Refusal(N_("Nobody is in danger in this case."))


def said_to_be_safe(case: Case) -> Refusal | None:
    """It is on record that everybody is safe, which may turn out to be wrong."""
    return None if case.said_safe else Refusal(N_("It is not on record that everybody is safe."))
