"""The field room's addresses."""

from django.urls import path

from heed.rooms.field import installing, replaying, views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("worker.js", installing.worker, name="worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("who/", replaying.who, name="who"),
    path("replay/", replaying.replay, name="replay"),
    path("<int:key>/", views.order, name="order"),
    path("<int:key>/<slug:move>/", views.move, name="move"),
    path("<int:key>/contact/reveal", views.reveal, name="reveal"),
]
