"""Matters that people take on one after the other: locked, and only while they stand as the page showed them."""

from typing import TypeVar

from heed.actions.engine.errors import Refused
from heed.process.case import Refusal
from heed.process.words import ProjectDemandState, WarningState
from heed.records.models import EarlyWarning, ProjectDemand

Matter = TypeVar("Matter", EarlyWarning, ProjectDemand)


def locked_as(matter: Matter, state: WarningState | ProjectDemandState, *related: str, otherwise: str) -> Matter:
    """Return it anew with what is `related`, locked until the end of the transaction.

    Raises Refused with the sentence `otherwise` where its state is another by now.
    """
    rows = type(matter)._default_manager.select_for_update(of=("self",)).select_related(*related)
    found = rows.get(pk=matter.pk)
    if found.state != state:
        raise Refused([Refusal(otherwise)])
    return found
