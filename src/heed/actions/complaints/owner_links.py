"""The link of the owner's page: a new one in the place of the old, or none until a new one is sent."""

from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.records.owner_keys import new_link


@action("renew_link")
def renew_link(change: Change) -> None:
    """Make a new link; the message about this move brings it to the contact on record, and the old one ends."""
    change.columns |= {**new_link(), "link_renewed_at": change.at, "link_revoked_at": None}


@action("revoke_link")
def revoke_link(change: Change) -> None:
    """End the link; who comes by it is told so."""
    change.columns["link_revoked_at"] = change.at
