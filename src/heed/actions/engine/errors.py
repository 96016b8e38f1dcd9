"""Why an action was not done; nothing was written."""

from collections.abc import Sequence

from heed.process.case import Refusal
from heed.records.models import Entry


class NotDone(Exception):
    """The action was not done and nothing was written."""


class Refused(NotDone):
    """The law speaks against it: `refusals` says why, each with a message id, its parameters and the field at fault."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(refusal.text % refusal.params for refusal in refusals))
        self.refusals = tuple(refusals)


class Stale(NotDone):
    """Somebody changed the complaint meanwhile: `entries` are what happened since the version that was seen."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__("the complaint was changed meanwhile")
        self.entries = tuple(entries)
