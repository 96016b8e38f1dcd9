"""Doing one thing with several complaints, or with none: what refuses it is said with the numbers."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import N_
from heed.records.models import Complaint

_NOT_THESE = N_("None is followed together yet, because it is not possible for %(numbers)s.")


@transaction.atomic
def each_or_none(complaints: Iterable[Complaint], act: Callable[[Complaint], object], fact: str = "words") -> None:
    """Do it with each complaint. Raises Refused where some refuse it, with their numbers and each reason once."""
    against: dict[str, Sequence[Refusal]] = {}
    for complaint in complaints:
        try:
            with transaction.atomic():
                act(complaint)
        except Refused as refused:
            against[complaint.number] = refused.refusals
    if against:
        reasons = {(one.text, str(one.params)): one for refusals in against.values() for one in refusals}
        which = Refusal(_NOT_THESE, fact, {"numbers": ", ".join(against)})
        raise Refused([which, *(Refusal(one.text, fact, one.params) for one in reasons.values())])
