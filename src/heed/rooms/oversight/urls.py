"""The oversight room's address."""

from django.urls import path

from heed.rooms.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.matters, name="list"),
    path("find/", views.find, name="find"),
]
