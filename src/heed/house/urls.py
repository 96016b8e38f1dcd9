"""The house's own address."""

from django.urls import path

from heed.house import views

app_name = "house"
urlpatterns = [path("look/", views.choose_look, name="look")]
