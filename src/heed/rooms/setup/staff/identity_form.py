"""The sign-ins that are linked to an account, and the form that links one more."""

from collections.abc import Sequence
from typing import Any, TypedDict

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.utils.translation import gettext as _

from heed.config.sign_on import Provider, provider_name, provider_of, providers
from heed.queries.staff.identities import identities_of
from heed.records.models import Account


class IdentityForm(forms.Form):
    """An identity at a provider, as the refused sign-in and the audit log show it."""

    use_required_attribute = False

    def __init__(self, offered: Sequence[Provider], data: Any = None) -> None:
        super().__init__(data)
        named = [(provider.id, _(provider.name)) for provider in offered]
        self.fields = {
            "provider": forms.ChoiceField(label=_("Sign-in with"), choices=named),
            "identity": forms.CharField(
                label=_("Code of the person there"), max_length=191,
                help_text=_("The page of the refused sign-in shows it to the person, and the audit log to you."),
            ),
        }  # fmt: skip

    def chosen(self) -> Provider:
        """The provider that was chosen."""
        provider = provider_of(self.cleaned_data["provider"])
        assert provider is not None
        return provider


class SignIns(TypedDict):
    """What the page of an account shows: the linked identities, each with the name of its provider, and the form."""

    linked: list[tuple[SocialAccount, str]]
    form: IdentityForm | None


def sign_ins_of(account: Account, form: IdentityForm | None = None) -> SignIns | None:
    """Return the sign-ins of an account; None where no provider is configured and none is linked (then no query)."""
    offered = providers()
    if not offered:
        return None
    linked = identities_of(account)
    free = [provider for provider in offered if provider.id not in {one.provider for one in linked}]
    return SignIns(
        linked=[(one, provider_name(one.provider)) for one in linked],
        form=form or (IdentityForm(free) if free else None),
    )
