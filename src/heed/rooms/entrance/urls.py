"""Signing in and out. Of allauth's pages only those that staff need: no sign-up, and a
password is reset by a colleague only, who never sees the link to the new one."""

from allauth.account import views as allauth
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from heed.rooms.entrance import sessions, views
from heed.rooms.entrance.second_factor import remove_passkey
from heed.rooms.entrance.sign_on import views as sign_on
from heed.ui.ask_again import ask_again

urlpatterns = [
    path("account/login/", views.sign_in, name="account_login"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/password/", views.change_password, name="account_change_password"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/saved/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/again/", login_required(allauth.reauthenticate), name="account_reauthenticate"),
    path("account/factor/", factor.index, name="mfa_index"),
    path("account/factor/code/", factor.authenticate, name="mfa_authenticate"),
    path("account/factor/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/factor/app/", login_required(ask_again(totp.activate_totp)), name="mfa_activate_totp"),
    path("account/factor/app/off/", login_required(ask_again(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path("account/factor/passkeys/", login_required(ask_again(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path("account/factor/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "account/factor/passkeys/<int:pk>/remove/",
        login_required(ask_again(remove_passkey)),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factor/recovery/",
        login_required(ask_again(recovery.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/factor/recovery/new/",
        login_required(ask_again(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factor/recovery/file/",
        login_required(ask_again(recovery.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("account/with/", sign_on.again, name="account_sign_on_again"),
    path("account/with/<slug:code>/confirm/", sign_on.confirm, name="account_sign_on_confirm"),
    path("account/with/<slug:code>/", sign_on.begin, name="account_sign_on"),
    path("account/with/<slug:code>/back/", sign_on.back, name="account_sign_on_back"),
    path("account/identities/", sign_on.own, name="account_identities"),
    path("account/identities/<slug:code>/link/", sign_on.link, name="account_identity_link"),
    path("account/identities/<int:key>/unlink/", sign_on.unlink, name="account_identity_unlink"),
    path("account/waiting/", views.too_many, name="account_inactive"),
    path("account/sessions/", sessions.listed, name="account_sessions"),
    path("account/sessions/end/", sessions.end, name="account_session_end"),
    path("home/", views.home, name="home"),
]
if settings.HEED_DEMO:
    urlpatterns.append(path("account/demo/", views.sign_in_as, name="demo_sign_in"))
