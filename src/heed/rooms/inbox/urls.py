"""The inbox's addresses; what is below /live stays open."""

from django.urls import path

from heed.rooms.inbox import about_me, live, preferences, views

app_name = "inbox"
urlpatterns = [
    path("inbox/", views.home, name="home"),
    path("inbox/read/", views.all_read, name="all_read"),
    path("inbox/about-me/", about_me.page, name="about_me"),
    path("inbox/ways/", preferences.edit, name="ways"),
    path("inbox/<int:key>/", views.open_notice, name="open"),
    path("live/inbox", live.follow, name="live"),
]
