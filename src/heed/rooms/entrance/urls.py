"""Signing in and out. Of allauth's pages only those that staff need: no sign-up, and a
password is reset by a colleague only, who never sees the link to the new one."""

from allauth.account import views as allauth
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from heed.rooms.entrance import sessions, views

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
    path("account/waiting/", views.too_many, name="account_inactive"),
    path("account/sessions/", sessions.listed, name="account_sessions"),
    path("account/sessions/end/", sessions.end, name="account_session_end"),
    path("home/", views.home, name="home"),
]
if settings.HEED_DEMO:
    urlpatterns.append(path("account/demo/", views.sign_in_as, name="demo_sign_in"))
