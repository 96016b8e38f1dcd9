"""Who acts: a person of staff, the owner on the secret page, or the clockwork."""

from dataclasses import dataclass

from heed.process.words import ActorKind
from heed.records.models import Account


@dataclass(frozen=True, slots=True)
class By:
    """An actor: its kind, and the account if it is a person of staff."""

    kind: ActorKind
    account: Account | None = None

    @property
    def account_id(self) -> int | None:
        return self.account.pk if self.account else None


OWNER = By(ActorKind.OWNER)
CLOCKWORK = By(ActorKind.CLOCKWORK)


def staff(account: Account) -> By:
    """This account as an actor."""
    return By(ActorKind.STAFF, account)
