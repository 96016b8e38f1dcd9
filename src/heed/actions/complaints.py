"""Every action on a complaint that is on record, by the name of its move: `ACTIONS["verify"](complaint, by=…, …)`."""

from heed.actions import accusing, assessing, closing, lodging, ordering, promising, solving, supervising  # noqa: F401
from heed.actions._make import ACTIONS, Action

__all__ = ["ACTIONS", "Action"]
