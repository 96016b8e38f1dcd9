"""The oversight room's address."""

from django.urls import path

from heed.rooms.oversight import closed, old, views

app_name = "oversight"
urlpatterns = [
    path("", views.matters, name="list"),
    path("closed/", closed.closed, name="closed"),
    path("old/", old.old, name="old"),
    path("old/<int:pk>/", old.old_one, name="old_one"),
    path("find/", views.find, name="find"),
]
