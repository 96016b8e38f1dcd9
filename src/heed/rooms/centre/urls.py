"""The addresses of the centre."""

from django.urls import path

from heed.rooms.centre import demands, home, views, wall

app_name = "centre"
urlpatterns = [
    path("", home.home, name="home"),
    path("now/", home.burns, name="now"),
    path("wall/", wall.wall, name="wall"),
    path("demands/", demands.home, name="demands"),
    path("demands/<int:pk>/<slug:name>/", demands.step, name="demand"),
    path("month/", views.month, name="month"),
    path("cases/", views.cases, name="cases"),
]
