"""The care room's addresses."""

from django.urls import path

from heed.rooms.care import views

app_name = "care"
urlpatterns = [
    path("", views.home, name="home"),
    path("<str:number>/", views.call, name="call"),
    path("<str:number>/contact/reveal/", views.reveal, name="reveal"),
]
