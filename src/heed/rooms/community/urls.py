"""The community room's addresses."""

from django.urls import path

from heed.rooms.community import views

app_name = "community"
urlpatterns = [
    path("", views.home, name="home"),
]
