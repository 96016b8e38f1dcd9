"""The address of the look: theme and language."""

from django.urls import path

from heed.ui import views

app_name = "ui"
urlpatterns = [path("look/", views.choose_look, name="look")]
