"""The care room's address."""

from django.urls import path

from heed.rooms.care import views

app_name = "care"
urlpatterns = [path("", views.home, name="home")]
