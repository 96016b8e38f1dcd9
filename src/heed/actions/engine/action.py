"""What an action is: the one function that makes the move of its name."""

from datetime import datetime
from typing import Any, Protocol

from heed.actions.engine.offline import OfflineMove
from heed.queries.actor import Actor
from heed.records.models import Account, Complaint


class Action(Protocol):
    """An action, as `engine.execute.action` makes it from an effect."""

    def __call__(
        self, complaint: Complaint, *, by: Actor | Account, version: int | None = None, at: datetime | None = None,
        later: OfflineMove | None = None, key: str | None = None, **facts: Any,
    ) -> Complaint: ...  # fmt: skip
