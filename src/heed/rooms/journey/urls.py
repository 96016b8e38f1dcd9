"""The address of the journey."""

from django.urls import path

from heed.rooms.journey import views

app_name = "journey"
urlpatterns = [path("how/", views.how, name="how")]
