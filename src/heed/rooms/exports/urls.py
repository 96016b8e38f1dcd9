"""The addresses of a person's exports."""

from django.urls import path

from heed.rooms.exports import views

app_name = "exports"
urlpatterns = [
    path("", views.home, name="home"),
    path("list/", views.listed, name="list"),
    path("<int:pk>/", views.take, name="take"),
]
