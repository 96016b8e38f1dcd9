"""The addresses of the audit log."""

from django.urls import path

from heed.rooms.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.home, name="home"),
    path("export/", views.export, name="export"),
]
