"""The oversight room's address."""

from django.urls import path

from heed.rooms.oversight import closed, old, views

app_name = "oversight"
urlpatterns = [
    path("", views.matters, name="list"),
    path("closed/", closed.closed, name="closed"),
    path("old/", old.old, name="old"),
    path("find/", views.find, name="find"),
]
