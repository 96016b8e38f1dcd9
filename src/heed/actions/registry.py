"""All actions on a complaint by the names of their moves: `ACTIONS["verify"](complaint, by=…, …)`."""

from heed.actions import orders, promises  # noqa: F401
from heed.actions.complaints import (  # noqa: F401
    accused,
    asking,
    assessment,
    bodies,
    closing,
    compensation,
    demanding,
    intake,
    joining,
    owner_links,
    reviewing,
    solution,
    supervision,
)
from heed.actions.engine.action import Action
from heed.actions.engine.execute import ACTIONS

__all__ = ["ACTIONS", "Action"]
