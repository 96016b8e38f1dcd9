"""Signing in and out. Of allauth's pages only those that staff need: no sign-up, no password reset by mail."""

from allauth.account import views as allauth
from django.conf import settings
from django.urls import path

from heed.rooms.entrance import views

urlpatterns = [
    path("account/login/", views.sign_in, name="account_login"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("account/waiting/", views.too_many, name="account_inactive"),
    path("home/", views.home, name="home"),
]
if settings.HEED_DEMO:
    urlpatterns.append(path("account/demo/", views.sign_in_as, name="demo_sign_in"))
