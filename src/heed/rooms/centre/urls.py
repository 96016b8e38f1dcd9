"""The addresses of the centre."""

from django.urls import path

from heed.rooms.centre import views

app_name = "centre"
urlpatterns = [
    path("month/", views.month, name="month"),
    path("cases/", views.cases, name="cases"),
]
