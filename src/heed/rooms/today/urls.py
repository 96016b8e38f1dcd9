"""The addresses of the lead's first page."""

from django.urls import path

from heed.rooms.today import views

app_name = "today"
urlpatterns = [
    path("", views.home, name="home"),
]
