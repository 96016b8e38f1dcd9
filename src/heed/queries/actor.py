"""Who acts: a staff member, the owner on their own page, or the worker that acts when a clock is due."""

from dataclasses import dataclass

from heed.process.words import ActorKind
from heed.records.models import Account

#: What an entry holds beside its facts where the actor came through the link of an order.
BY_LINK = "by_link"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: the kind of actor, and the account where it is a staff member."""

    kind: ActorKind
    account: Account | None = None
    by_link: bool = False  # it came through the link of an order, without signing in

    @property
    def account_id(self) -> int | None:
        """The id of the account; None for the owner and the worker."""
        return self.account.pk if self.account else None


OWNER = Actor(ActorKind.OWNER)
CLOCKWORK = Actor(ActorKind.CLOCKWORK)


def staff(account: Account, *, by_link: bool = False) -> Actor:
    """Return this account as an actor."""
    return Actor(ActorKind.STAFF, account, by_link)
