"""Linking an identity at a provider to an account, which then signs in with it; and taking it away."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from heed.actions.engine.errors import Refused
from heed.actions.engine.outbox import AccountNews, write_account_news
from heed.actions.record.audit import record_event
from heed.actions.staff.passwords import ways_to
from heed.actions.staff.sessions import end_sessions
from heed.config.sign_on import Provider
from heed.process.case import Refusal
from heed.process.words import N_, AuditKind
from heed.queries.setup_access import may_change, setup_access_of
from heed.records.models import Account

#: What the notices to the person are about.
LINKED, UNLINKED = "identity_linked", "identity_unlinked"
_NOT_YOURS = N_("You may not change how this account signs in.")
_BY_LINK = N_("This person works by links and never signs in.")
_HAS_ONE = N_("This account already signs in with another identity there. Remove that one first.")
_OF_ANOTHER = N_("This identity is linked to another account. Remove it there first.")
_NO_PASSWORD = N_("You have no password, so you could not sign in any more. Ask your administrator for one first.")


@transaction.atomic
def link_identity(account: Account, provider: Provider, identity: str, *, by: Account) -> None:
    """Let the account sign in with this identity of a provider. Raises Refused.

    Where a colleague links it, the person is notified in the inbox and by the contact on record: the colleague could
    have linked an identity of their own.
    """
    _refuse_outsider(account, by)
    if account.by_link:
        raise Refused([Refusal(_BY_LINK)])
    identity = provider.spelled(identity)
    known = SocialAccount.objects.filter(provider=provider.id)
    if known.filter(user=account).exclude(uid=identity).exists():
        raise Refused([Refusal(_HAS_ONE, "identity")])
    linked, is_new = SocialAccount.objects.get_or_create(provider=provider.id, uid=identity, defaults={"user": account})
    if linked.user_id != account.pk:
        raise Refused([Refusal(_OF_ANOTHER, "identity")])
    if is_new:
        facts = {"provider": provider.id, "identity": identity}
        record_event(AuditKind.IDENTITY_LINKED, by=by, account=account, facts=facts)
        _notify(account, LINKED, by)


@transaction.atomic
def unlink_identity(linked: SocialAccount, *, by: Account) -> None:
    """Take a linked identity away. Where a colleague does so, the account is signed out everywhere. Raises Refused."""
    account = linked.user
    _refuse_outsider(account, by)
    if by.pk == account.pk and not account.has_usable_password():
        raise Refused([Refusal(_NO_PASSWORD)])
    linked.delete()
    facts = {"provider": linked.provider, "identity": linked.uid}
    record_event(AuditKind.IDENTITY_UNLINKED, by=by, account=account, facts=facts)
    if by.pk != account.pk:
        end_sessions(account, by=by)
    _notify(account, UNLINKED, by)


def _refuse_outsider(account: Account, by: Account) -> None:
    if by.pk != account.pk and not may_change(setup_access_of(by), account):
        raise Refused([Refusal(_NOT_YOURS)])


def _notify(account: Account, about: str, by: Account) -> None:
    """Notify the person of what a colleague did."""
    if by.pk != account.pk:
        ways = [(way, "") for way, _address in ways_to(account.email, account.phone)]
        write_account_news(AccountNews(account, about, by.name, timezone.now()), ways)
