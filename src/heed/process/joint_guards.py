"""The guards of complaints of several owners that are followed together (R10)."""

from heed.process.case import Case, Refusal
from heed.process.words import BEFORE_HANDLED, N_


def works_on_its_own(case: Case) -> Refusal | None:
    """Work on a matter that is followed together is done once, at the main complaint."""
    if case.main_stage is None:
        return None
    text = N_("This is followed together with another complaint. Do it there, or separate the two first.")
    return Refusal(text, cure="separate")


def leads_no_other(case: Case) -> Refusal | None:
    """The main complaint does not go into another: its companions would follow nothing."""
    if not case.shared:
        return None
    return Refusal(N_("Other complaints are followed together with this one. Merge into this one instead."))


def is_followed_together(case: Case) -> Refusal | None:
    """Only a complaint that is followed together with another can be separated from it."""
    return None if case.main_stage is not None else Refusal(N_("This complaint is not merged with another."))


def main_work_is_over(case: Case) -> Refusal | None:
    """The result is told once the work at the main complaint is complete."""
    if case.main_stage is None:
        return is_followed_together(case)
    if case.main_stage in BEFORE_HANDLED:
        return Refusal(N_("The work on the complaint with which this one is merged is not complete yet."))
    return None
