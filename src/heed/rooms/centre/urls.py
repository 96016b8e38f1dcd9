"""The addresses of the centre."""

from django.urls import path

from heed.rooms.centre import home, views

app_name = "centre"
urlpatterns = [
    path("", home.home, name="home"),
    path("now/", home.burns, name="now"),
    path("month/", views.month, name="month"),
    path("cases/", views.cases, name="cases"),
]
