"""A communication complaint that is handled badly becomes an effective one: when Heed suggests it (R19)."""

from heed.process.words import Nature
from heed.process.words.base import N_

REPEATED = N_("the owner complained again")
OVERDUE = N_("a limit was passed")
DISSATISFIED = N_("the owner was not satisfied")


def reasons_to_convert(nature: str, *, repeated: bool, overdue: bool, dissatisfied: bool) -> tuple[str, ...]:
    """Why a complaint of this nature should count as effective, as message ids; none where it does already."""
    if not nature or Nature(nature).effective:
        return ()
    found = {REPEATED: repeated, OVERDUE: overdue, DISSATISFIED: dissatisfied}
    return tuple(reason for reason, holds in found.items() if holds)
