"""Every address of Heed: signing in, the house's own, and the rooms, each under its own."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from heed.config.installed import exists

urlpatterns: list[URLPattern | URLResolver] = []
if exists("heed.house.urls"):
    urlpatterns.append(path("", include("heed.house.urls")))
urlpatterns += [
    path(address, include(f"heed.rooms.{room}.urls"))
    for room, address in settings.HEED_ROOMS.items()
    if exists(f"heed.rooms.{room}.urls")
]
