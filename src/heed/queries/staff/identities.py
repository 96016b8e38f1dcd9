"""Who signs in through a provider: the account of an identity, and the identities of an account.

An identity is what a provider calls a person; the rows are those of `allauth.socialaccount`.
"""

from allauth.socialaccount.models import SocialAccount

from heed.config.sign_on import BY_EMAIL, BY_NAME, Provider
from heed.records.models import Account


def account_of_identity(provider: Provider, identity: str, email: str = "") -> Account | None:
    """Return the account that signs in with this identity, closed ones included; None where none does.

    `email`: the address of which the provider says that it has verified it. Name and e-mail find an account only where
    the settings say so, where they mean one account alone, and where it has no linked identity of this provider.
    """
    known = SocialAccount.objects.filter(provider=provider.id, uid=provider.spelled(identity))
    linked = known.select_related("user").first()
    if linked is not None:
        return linked.user  # type: ignore[no-any-return]
    found = Account.objects.filter(by_link=False).exclude(socialaccount__provider=provider.id)
    if provider.match == BY_NAME:
        found = found.filter(username__iexact=identity)
    elif provider.match == BY_EMAIL and email:
        found = found.filter(email__iexact=email)
    else:
        return None
    matched = list(found[:2])
    return matched[0] if len(matched) == 1 else None


def identities_of(account: Account) -> list[SocialAccount]:
    """Return the linked identities of the account, also those of providers that are no longer configured."""
    return list(SocialAccount.objects.filter(user=account).order_by("date_joined"))
