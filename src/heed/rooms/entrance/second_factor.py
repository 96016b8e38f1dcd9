"""The second factor as Heed has it, over `allauth.mfa`: its secrets encrypted, its words ours, required by duty."""

import base64
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heed.config.middleware import GetResponse
from heed.queries.staff.second_factor import has_second_factor, needs_second_factor
from heed.records.models import Account
from heed.ui.qr import square
from heed.ui.requests import account_of

#: In the session: the duties of the account require a second factor, and it has none yet.
MISSING = "second_factor_missing"
#: The pages that are open before.
_OPEN_PAGES = (
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_change_password",
    "account_logout",
    "ui:look",
    "ui:kept_form",
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets encrypted, and lets nobody switch off what their duties require."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or too old. Enter the newest one."),
        "cannot_delete_authenticator": _("Your duties require a second factor, so it cannot be switched off."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def get_totp_issuer(self) -> str:
        return settings.HEED_COMPANY or "Heed"

    def build_totp_svg(self, url: str) -> str:
        return square(url)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)


class _WithCode(forms.Form):
    """A form that asks for a code, in our words."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input", "autofocus": True}
        self.fields["code"] = forms.CharField(
            label=_("Verification code"), max_length=40, widget=forms.TextInput(attrs)
        )


class PasskeyAnswer(forms.JSONField):
    """What a passkey answered, which `parse` can read: whatever else is sent is refused, and not shown again."""

    def __init__(self, parse: Callable[[Any], object]) -> None:
        super().__init__(widget=forms.HiddenInput)
        self.parse = parse

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
            if found is not None:
                self.parse(found)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        return None


AddWebAuthnForm.base_fields["credential"] = PasskeyAnswer(auth.parse_registration_response)
for _form in (AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm):  # allauth lets nobody choose others
    _form.base_fields["credential"] = PasskeyAnswer(auth.parse_authentication_response)


class SetUpForm(_WithCode, ActivateTOTPForm):
    """The first code of an authenticator app."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey, with a name to tell it from others."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        attrs = {"class": "input", "maxlength": "60"}
        self.fields["name"] = forms.CharField(
            label=_("Name"), required=False, max_length=60, widget=forms.TextInput(attrs)
        )


class RemovePasskey(RemoveWebAuthnView):
    """Removing a passkey of one's own; the last factor stays where a duty requires one."""

    success_url = reverse_lazy("mfa_index")

    def get_queryset(self) -> Any:
        found = super().get_queryset()
        factors = Authenticator.objects.filter(user=self.request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
        is_last = needs_second_factor(account_of(self.request)) and factors.count() < 2
        return found.none() if is_last else found


remove_passkey = RemovePasskey.as_view()


class SignInForm(_WithCode, AuthenticateForm):
    """The code at the sign-in."""


class AskAgainForm(_WithCode, ReauthenticateForm):
    """The code where the person is asked again."""


def note_missing(request: HttpRequest | None, user: Account, **_signal: Any) -> None:
    """Note in the session of a sign-in that a second factor has to be set up first."""
    if request is not None and needs_second_factor(user) and not has_second_factor(user):
        request.session[MISSING] = True


def second_factor_first(get_response: GetResponse) -> GetResponse:
    """Redirect an account to the set-up of its second factor, while its duties require one that it lacks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or not request.session.get(MISSING):
            return get_response(request)
        asks_again = request.path.startswith(reverse("account_sign_on_again"))
        if asks_again or request.path in map(reverse, _OPEN_PAGES):
            return get_response(request)
        if has_second_factor(account_of(request)):
            del request.session[MISSING]
            return get_response(request)
        to = reverse("mfa_activate_totp")
        answer: HttpResponse | HttpResponseRedirect = redirect(to)
        return HttpResponse(headers={"HX-Redirect": to}) if request.headers.get("HX-Request") else answer

    return middleware


def _cipher() -> Fernet:
    """The cipher of the secrets, by the secret key: the database alone shows none."""
    key = salted_hmac("heed.second-factor", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
