"""The addresses of the lead's first page."""

from django.urls import path

from heed.rooms.today import views

app_name = "today"
urlpatterns = [
    path("", views.home, name="home"),
    path("calls/", views.calls, name="calls"),
    path("calls/<int:pk>/", views.call, name="call"),
]
