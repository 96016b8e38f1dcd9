"""The field room's addresses."""

from django.urls import path

from heed.rooms.field import install, replay, views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("worker.js", install.worker, name="worker"),
    path("manifest.webmanifest", install.manifest, name="manifest"),
    path("who/", replay.who, name="who"),
    path("replay/", replay.replay, name="replay"),
    path("<int:key>/", views.order, name="order"),
    path("<int:key>/<slug:move>/", views.move, name="move"),
    path("<int:key>/contact/reveal", views.reveal, name="reveal"),
]
