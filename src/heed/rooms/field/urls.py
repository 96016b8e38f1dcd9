"""The field room's addresses."""

from django.urls import path

from heed.rooms.field import views

app_name = "field"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:key>/", views.order, name="order"),
    path("<int:key>/<slug:move>/", views.move, name="move"),
    path("<int:key>/contact/reveal", views.reveal, name="reveal"),
]
